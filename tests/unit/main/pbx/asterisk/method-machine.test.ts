// Which method the next monitor gets, whatever comes and goes in whichever order.
import { describe, expect, it } from 'vitest'
import { deskFailure } from '#contract/errors.ts'
import {
  nextPicking,
  nothingKnown,
  type Picking,
  type PickingEffect,
  type PickingInput,
  toldOf,
} from '#main/pbx/asterisk/picking/method-machine.ts'

const down = deskFailure('pbxUnreachable', 'ARI is gone')
const noContext = deskFailure('pbxRefused', 'no context')
const anyMethod = nothingKnown({ ari: null, dialplan: null })

function reached(inputs: readonly PickingInput[], from: Picking = anyMethod) {
  const effects: PickingEffect[] = []
  let state = from
  for (const input of inputs) {
    const step = nextPicking(state, input)
    state = step.state
    effects.push(...step.effects)
  }
  return { state, effects, told: toldOf(state) }
}
const ariWorks: PickingInput = { kind: 'ari', cause: null }
const ariFails: PickingInput = { kind: 'ari', cause: down }
/** Nothing works, however often it is asked. */
const starting = (tries: number): readonly PickingInput[] => {
  const refused: PickingInput = { kind: 'dialplan', cause: noContext }
  const again = Array.from({ length: tries - 1 }, (): readonly PickingInput[] => [{ kind: 'due' }, refused])
  return [{ kind: 'amiUp' }, ariFails, refused, ...again.flat()]
}
const byAri = reached([{ kind: 'amiUp' }, ariWorks, { kind: 'pinned', pinned: 'ari' }]).state
const byDialplan = reached([
  { kind: 'amiUp' },
  ariFails,
  { kind: 'dialplan', cause: null },
  { kind: 'pinned', pinned: 'dialplan' },
]).state

describe('the next monitor', () => {
  it('goes by ARI where it works, and nothing else is asked', () => {
    const { state, effects } = reached([{ kind: 'amiUp' }, ariWorks])
    expect(state.using).toBe('ari')
    expect(effects).not.toContainEqual({ do: 'ask', name: 'dialplan' })
  })

  it('goes by the dialplan where ARI fails, and says why', () => {
    const { state, told } = reached([{ kind: 'amiUp' }, ariFails, { kind: 'dialplan', cause: null }])
    expect(state.using).toBe('dialplan')
    expect(told).toEqual({ kind: 'using', name: 'dialplan', whyNotAri: 'ARI is gone' })
  })

  it('waits for what is being asked, and tells nothing of it', () => {
    expect(reached([{ kind: 'amiUp' }]).told).toBeNull()
    expect(reached([{ kind: 'amiUp' }, ariFails]).told).toBeNull()
  })

  it('cannot be where nothing works, for every reason; it is asked again', () => {
    const { effects, told } = reached(starting(4))
    expect(told).toEqual({ kind: 'none', why: 'ARI is gone; no context' })
    expect(effects.at(-1)).toEqual({ do: 'again', inMs: 2000 })
  })

  it('is waited for longer where something has worked: a PBX that was restarted loads its modules after AMI', () => {
    const worked: readonly PickingInput[] = [{ kind: 'amiUp' }, ariWorks, { kind: 'amiLost' }, ariFails]
    expect(reached([...worked, ...starting(20)]).told).toBeNull()
    expect(reached([...worked, ...starting(60)]).told).toMatchObject({ kind: 'none' })
    expect(reached(starting(20)).told).toMatchObject({ kind: 'none' })
  })

  it('is waited for as long as ARI says that the PBX is still booting, but not for ever', () => {
    const booting: PickingInput = { kind: 'ari', cause: deskFailure('pbxRefused', 'ARI: 503 Asterisk not booted') }
    const boots = (tries: number) => reached([...starting(2), booting, ...starting(tries).slice(3)])
    expect(boots(20).told).toBeNull()
    expect(reached([ariWorks], boots(20).state).told).toMatchObject({ kind: 'using', name: 'ari' })
    expect(boots(60).told).toMatchObject({ kind: 'none' })
  })

  it('is asked for soon again, before anything is said, on a PBX that may only be starting', () => {
    const { effects, told } = reached(starting(3))
    expect(told).toBeNull()
    expect(effects.at(-1)).toEqual({ do: 'again', inMs: 300 })
  })

  it('is said at once to be impossible where it worked a moment ago', () => {
    const { told } = reached([{ kind: 'amiUp' }, ariWorks, ariFails, { kind: 'dialplan', cause: noContext }])
    expect(told).toEqual({ kind: 'none', why: 'ARI is gone; no context' })
  })

  it('is asked for again when it is due, and by ARI as soon as that works', () => {
    const none = reached([{ kind: 'amiUp' }, ariFails, { kind: 'dialplan', cause: noContext }]).state
    expect(reached([{ kind: 'due' }], none).effects).toEqual([{ do: 'ask', name: 'dialplan' }])
    expect(reached([ariWorks], none).state.using).toBe('ari')
  })

  it('is not asked for again because ARI fails once more for the same cause', () => {
    const none = reached([{ kind: 'amiUp' }, ariFails, { kind: 'dialplan', cause: noContext }]).state
    expect(nextPicking(none, ariFails)).toEqual({ state: none, effects: [] })
  })

  it('never goes by what the site does not want', () => {
    const onlyAri = nothingKnown({ ari: null, dialplan: deskFailure('pbxRefused', '') })
    const dues = Array.from({ length: 4 }, () => ({ kind: 'due' }) as const)
    const { told, effects } = reached([{ kind: 'amiUp' }, ariFails, ...dues], onlyAri)
    expect(told).toEqual({ kind: 'none', why: 'ARI is gone' })
    expect(effects).not.toContainEqual({ do: 'ask', name: 'dialplan' })
  })

  it('is not decided by an answer that was asked for on the connection before', () => {
    const { state } = reached([{ kind: 'amiUp' }, ariFails, { kind: 'amiLost' }, { kind: 'dialplan', cause: null }])
    expect(state.dialplan).toEqual({ kind: 'unknown' })
  })
})

describe('a monitor that runs by ARI keeps it (M6)', () => {
  const lossesOf: Readonly<Record<string, readonly PickingInput[]>> = {
    'AMI is back first': [ariFails, { kind: 'amiLost' }, { kind: 'amiUp' }],
    'AMI is lost first and back first': [{ kind: 'amiLost' }, ariFails, { kind: 'amiUp' }],
    'only ARI is lost': [ariFails],
  }
  it.each(Object.entries(lossesOf))('and waits for it: %s', (_, losses) => {
    const { state, effects, told } = reached(losses, byAri)
    expect(told).toEqual({ kind: 'waits', cause: down })
    expect(state.using).toBeNull()
    expect(effects).not.toContainEqual({ do: 'ask', name: 'dialplan' })
    const back = reached([ariWorks], state)
    expect(back.state.using).toBe('ari')
    expect(back.effects).toContainEqual({ do: 'resume', name: 'ari' })
  })

  it('also when ARI is back first', () => {
    const { state, effects } = reached([ariFails, { kind: 'amiLost' }, ariWorks, { kind: 'amiUp' }], byAri)
    expect(state.using).toBe('ari')
    expect(effects.filter(({ do: what }) => what === 'resume')).toEqual([{ do: 'resume', name: 'ari' }])
  })

  it('untouched by an AMI that comes and goes', () => {
    const { effects } = reached([{ kind: 'amiLost' }, { kind: 'amiUp' }], byAri)
    expect(effects).toEqual([{ do: 'suspend', name: 'dialplan' }, { do: 'tell' }])
  })

  it('until it has ended: then the dialplan may be taken', () => {
    const waiting = reached([ariFails], byAri).state
    const { effects } = reached([{ kind: 'pinned', pinned: null }], waiting)
    expect(effects).toEqual([{ do: 'ask', name: 'dialplan' }])
  })
})

describe('a monitor that runs by the dialplan keeps it', () => {
  it('when ARI comes, which is used once it has ended', () => {
    const { state } = reached([ariWorks], byDialplan)
    expect(state.using).toBe('dialplan')
    expect(reached([{ kind: 'pinned', pinned: null }], state).state.using).toBe('ari')
  })

  it('and is looked after as soon as AMI is back', () => {
    const { effects, state } = reached([{ kind: 'amiLost' }, { kind: 'amiUp' }], byDialplan)
    expect(effects).toEqual([
      { do: 'suspend', name: 'dialplan' },
      { do: 'resume', name: 'dialplan' },
      { do: 'ask', name: 'dialplan' },
    ])
    expect(reached([{ kind: 'dialplan', cause: null }], state).state.using).toBe('dialplan')
  })
})
