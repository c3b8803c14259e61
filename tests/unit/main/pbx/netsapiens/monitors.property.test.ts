// The monitors on a platform that lies: whatever is lost, late or done twice, nobody hears who is not named, and nothing stays.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { modes } from '#contract/monitor.ts'
import { type Fate, type Happening, lyingPlatform, type Telling } from '../../../../fakes/netsapiens/lying-platform.ts'

const soon = fc.integer({ min: 1, max: 60 })
const ms = fc.oneof({ weight: 4, arbitrary: soon }, { weight: 1, arbitrary: fc.integer({ min: 60, max: 4_000 }) })
const fate: fc.Arbitrary<Fate> = fc.record({
  kind: fc.oneof(
    { weight: 4, arbitrary: fc.constant('done' as const) },
    {
      weight: 3,
      arbitrary: fc.constantFrom('refused' as const, 'notSent', 'silentDone', 'silentUndone', 'twice'),
    },
  ),
  doneMs: soon,
  answerMs: ms,
})
const telling: fc.Arbitrary<Telling> = fc.record({
  kind: fc.oneof(
    { weight: 4, arbitrary: fc.constant('told' as const) },
    { weight: 2, arbitrary: fc.constantFrom('lost' as const, 'twice') },
  ),
  ms,
})
const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('change' as const), mode: fc.constantFrom(...modes) }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constantFrom('handOn' as const, 'cut', 'back', 'back') }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constantFrom('callEnds' as const, 'phoneHangsUp', 'end') }),
  },
)
const script = fc.record({
  fates: fc.array(fate, { maxLength: 30 }),
  tellings: fc.array(telling, { maxLength: 30 }),
  steps: fc.array(fc.tuple(happening, ms), { maxLength: 15 }),
})

const steps = { numRuns: 1_000 }

type Script = { fates: Fate[]; tellings: Telling[]; steps: [Happening, number][] }

function played({ fates, tellings, steps: happenings }: Script) {
  const platform = lyingPlatform(fates, tellings)
  const check = () => {
    const claimed = platform.claimed()
    const unnamed = [...platform.heard()].filter((side) => !claimed.has(side))
    if (unnamed.length > 0) throw new Error(`${platform.now()}: ${unnamed} may hear, and only ${[...claimed]} is named`)
  }
  platform.begin()
  platform.pass(200, check)
  for (const [what, waitMs] of happenings) {
    platform.happen(what)
    check()
    platform.pass(waitMs, check)
  }
  platform.beFair()
  check()
  return { platform, check }
}

describe('a monitor on a platform that lies', () => {
  it('is heard by nobody who is not named, at any moment', () => {
    fc.assert(
      fc.property(script, (how) => {
        const { platform, check } = played(how)
        platform.pass(20_000, check)
      }),
      steps,
    )
  })

  it('leaves nothing after its end', () => {
    fc.assert(
      fc.property(script, (how) => {
        const { platform, check } = played(how)
        platform.happen({ kind: 'end' })
        platform.pass(60_000, check)
        expect(platform.monitor().phase).toBe('over')
        expect(platform.bridges).toEqual([])
        expect(platform.trace()).toEqual([])
      }),
      steps,
    )
  })

  it('that can live is alive, in one known mode, within 3 s of the last fault', () => {
    fc.assert(
      fc.property(script, (how) => {
        const { platform, check } = played(how)
        platform.pass(platform.lastFaultInMs(), check)
        platform.pass(3_000, check)
        const { phase, ending, isUnsettled, doing, mode } = platform.monitor()
        if (phase !== 'live' || ending) return
        expect([isUnsettled, doing]).toEqual([false, null])
        expect(platform.heard().size > 0).toBe(mode !== 'listen')
      }),
      steps,
    )
  })
})
