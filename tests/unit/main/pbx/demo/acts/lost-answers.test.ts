// An act whose answer is lost, late, twice or refused: the PBX is asked what came of it, and does it once.
import { describe, expect, it } from 'vitest'
import { deskFailure } from '#contract/errors.ts'
import { err, ok, type Result } from '#contract/result.ts'
import { createActLedger } from '#main/demo-pbx/control/act-ledger.ts'
import { no, yes } from '#main/demo-pbx/kit/answer.ts'
import { askAct } from '#main/pbx/demo/acts/ask.ts'
import { fakeClock } from '../../../../../fakes/fake-clock.ts'

const id = 'an-act-nobody-guesses'
const timedOut = err(deskFailure('timedOut'))
const cut = err(deskFailure('pbxUnreachable'))

/** A PBX with the real ledger behind a line on which things go wrong. */
function stage({ refuses = false } = {}) {
  const clock = fakeClock()
  const ledger = createActLedger()
  let done = 0
  const held: (() => void)[] = []
  const pbx = (method: string, params: object): Result<unknown> => {
    const run = () => {
      if (refuses) return no('not-allowed', 'Logged out.')
      done += 1
      return yes({})
    }
    const answer = method === 'act.outcome' ? ledger.outcome(params) : ledger.once(params, run)
    return 'then' in answer
      ? ok(answer)
      : answer.ok
        ? ok(answer.value)
        : err(deskFailure('pbxRefused', answer.error.text))
  }
  /** What becomes of each request in turn; the last one goes on. */
  const ask = (...fates: readonly ('answered' | 'answerLost' | 'neverCame' | 'late' | 'cut' | 'refusedAfter')[]) => {
    let turn = 0
    return askAct(
      {
        clock,
        request: async (method, params) => {
          const fate = fates[Math.min(turn++, fates.length - 1)]
          if (fate === 'cut') return cut
          if (fate === 'neverCame') return timedOut
          if (fate === 'late') held.push(() => void pbx(method, params))
          if (fate === 'late') return timedOut
          const answer = pbx(method, params)
          await Promise.resolve()
          if (fate === 'refusedAfter') return err(deskFailure('pbxRefused', 'unavailable: Not now.'))
          return fate === 'answerLost' ? timedOut : answer
        },
      },
      'agent.pause',
      { agent: '1001' },
      id,
    )
  }
  const settle = async (answer: Promise<Result<null>>) => {
    let found: Result<null> | null = null
    void answer.then((one) => {
      found = one
    })
    for (let i = 0; i < 20 && !found; i++) await clock.advance(500)
    return found
  }
  const late = () => {
    for (const come of held.splice(0)) come()
  }
  return { ask, settle, done: () => done, late }
}

describe('an act on the demo PBX', () => {
  it('is done when the PBX says so', async () => {
    const { ask, done } = stage()
    expect(await ask('answered')).toEqual(ok(null))
    expect(done()).toBe(1)
  })

  it('that is done although it was refused is found done, and not asked again', async () => {
    const { ask, settle, done } = stage()
    expect(await settle(ask('refusedAfter', 'answered'))).toEqual(ok(null))
    expect(done()).toBe(1)
  })

  it('that is refused, and of which the PBX tells nothing more, is refused', async () => {
    const { ask, settle } = stage()
    expect(await settle(ask('refusedAfter', 'neverCame'))).toMatchObject({ error: { code: 'actNotPossible' } })
  })

  it('whose answer is lost is found done, and not asked again', async () => {
    const { ask, settle, done } = stage()
    expect(await settle(ask('answerLost', 'answered'))).toEqual(ok(null))
    expect(done()).toBe(1)
  })

  it('that never came there is not done, nor when it comes late', async () => {
    const { ask, settle, done, late } = stage()
    expect(await settle(ask('late', 'answered'))).toEqual(timedOut)
    late()
    expect(done()).toBe(0)
  })

  it('over a cut is asked after once the connection is back', async () => {
    const { ask, settle, done } = stage()
    expect(await settle(ask('answerLost', 'cut', 'cut', 'answered'))).toEqual(ok(null))
    expect(done()).toBe(1)
  })

  it('over a cut that lasts is not known', async () => {
    const { ask, settle } = stage()
    expect(await settle(ask('answerLost', 'cut'))).toMatchObject({ error: { code: 'actUnknown' } })
  })

  it('asked twice is done once', async () => {
    const { ask, done } = stage()
    expect(await ask('answered')).toEqual(ok(null))
    expect(await ask('answered')).toEqual(ok(null))
    expect(done()).toBe(1)
  })

  it('that is refused says why, also where that answer is lost', async () => {
    const { ask, settle } = stage({ refuses: true })
    const refused = { error: { code: 'actNotPossible', detail: 'Logged out.' } }
    expect(await settle(ask('answerLost', 'answered'))).toMatchObject(refused)
  })
})
