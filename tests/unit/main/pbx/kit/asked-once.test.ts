// An act asked of a PBX once: its answer lost, late, twice, refused or cut, and what a look then shows.
import { describe, expect, it } from 'vitest'
import { deskFailure } from '#contract/errors.ts'
import { err, ok, type Result } from '#contract/result.ts'
import { type Asking, asked, askOnce, nextAsking, type Seen, seenWithinMs } from '#main/pbx/kit/asked-once.ts'
import { fakeClock, settle } from '../../../../fakes/fake-clock.ts'

const refused = deskFailure('pbxRefused', 'No such channel')
const gone = deskFailure('callGone')
const lost = [deskFailure('timedOut'), deskFailure('pbxUnreachable', 'the PBX closed the AMI connection')]
const done: Seen = { kind: 'done' }
const notDone: Seen = { kind: 'notDone' }
const unknown: Seen = { kind: 'unknown' }
const over: Seen = { kind: 'over', cause: gone }

const answered = (answer: Result<unknown>, at = 0): Asking => nextAsking(asked, { kind: 'answered', answer }, at)
const seen = (state: Asking, what: Seen, at: number): Asking => nextAsking(state, { kind: 'seen', seen: what }, at)
const resultOf = (state: Asking) => (state.phase === 'over' ? state.result : state.phase)

describe('what came of it', () => {
  it('is done once a look shows it, whatever was answered', () => {
    for (const answer of [ok(null), err(refused), ...lost.map(err)])
      expect(resultOf(seen(answered(answer), done, 10))).toEqual(ok(null))
  })
  it('is not shown done by the answer alone', () => {
    const state = seen(answered(ok(null)), notDone, 10)
    expect(resultOf(state)).toBe('looking')
    expect(resultOf(seen(state, notDone, seenWithinMs.done))).toEqual(err(deskFailure('actUnknown')))
  })
  it('is refused in the words of the PBX, and looked at all the same', () => {
    expect(resultOf(seen(answered(err(refused)), notDone, seenWithinMs.refused))).toEqual(err(refused))
    expect(resultOf(seen(answered(err(refused)), unknown, 10))).toBe('looking')
    expect(resultOf(seen(answered(err(refused)), unknown, seenWithinMs.done))).toEqual(err(refused))
  })
  it('is done where it is seen a moment after a proxy refused it', () => {
    const state = seen(answered(err(refused)), notDone, seenWithinMs.refused - 1)
    expect(resultOf(state)).toBe('looking')
    expect(resultOf(seen(state, done, seenWithinMs.refused))).toEqual(ok(null))
  })
  it.each(lost)('is unknown where the answer was lost ($code) and nothing shows it', (cause) => {
    const state = seen(seen(answered(err(cause)), notDone, 10), unknown, 20)
    expect(resultOf(state)).toBe('looking')
    expect(resultOf(seen(state, notDone, seenWithinMs.lost - 1))).toBe('looking')
    expect(resultOf(seen(state, notDone, seenWithinMs.lost))).toEqual(err(deskFailure('actUnknown')))
  })
  it('was not asked where there was no connection', () => {
    const cause = deskFailure('pbxUnreachable', 'AMI is not connected')
    expect(resultOf(seen(answered(err(cause)), notDone, 1))).toEqual(err(cause))
  })
  it('cannot come about any more; done before that, it was done', () => {
    expect(resultOf(seen(answered(err(deskFailure('timedOut'))), over, 10))).toEqual(err(gone))
    expect(resultOf(seen(answered(err(refused)), over, 10))).toEqual(err(gone))
    expect(resultOf(seen(answered(ok(null)), over, 10))).toEqual(ok(null))
  })
  it('is not moved by what is late or comes twice', () => {
    const state = seen(answered(ok(null)), done, 10)
    expect(seen(state, notDone, 20)).toBe(state)
    expect(nextAsking(state, { kind: 'answered', answer: err(refused) }, 20)).toBe(state)
    const looking = answered(ok(null))
    expect(nextAsking(looking, { kind: 'answered', answer: err(refused) }, 5)).toBe(looking)
    expect(seen(asked, done, 5)).toBe(asked)
  })
})

it('is asked once, however often it is looked for', async () => {
  const clock = fakeClock()
  const looks: Seen[] = [unknown, notDone, notDone, done]
  let asks = 0
  let result: Result<null> | null = null
  const ask = async () => {
    asks++
    return err(deskFailure('timedOut'))
  }
  void askOnce({ clock, ask, look: async () => looks.shift() ?? unknown }).then((came) => {
    result = came
  })
  await settle()
  expect(result).toBeNull()
  await clock.advance(1000)
  expect(result).toEqual(ok(null))
  expect({ asks, left: looks.length }).toEqual({ asks: 1, left: 0 })
})

it('is seen within a tenth of a second: until then whoever was taken over hears nobody', async () => {
  const clock = fakeClock(0)
  let looks = 0
  let result: Result<null> | null = null
  const look = async (): Promise<Seen> => {
    looks += 1
    return clock.now() >= 30 ? done : notDone
  }
  void askOnce({ clock, ask: async () => ok(null), look }).then((told) => {
    result = told
  })
  await clock.advance(100)
  expect(result).toEqual(ok(null))
  expect(looks).toBe(3)
})
