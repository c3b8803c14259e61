// A9: the badge and Listen say why there is no line, as the desk has found out.
import { beforeEach, expect, it } from 'vitest'
import { type DeskError, deskFailure } from '#contract/errors.ts'
import { err, ok, type Result } from '#contract/result.ts'
import { askWhy } from '#renderer/line/ask-why.ts'
import type { Registration } from '#renderer/line/phone.ts'
import { type FakeClock, fakeClock } from '../../../fakes/fake-clock.ts'
import { fakeDesk } from '../../../fakes/fake-desk.ts'

const cause = deskFailure('pbxUnreachable')
const lost: Registration = { kind: 'lost', cause }
const registered: Registration = { kind: 'registered' }
const why = err(deskFailure('linePortClosed'))

let clock: FakeClock
let shown: (DeskError | null)[]
let desk: ReturnType<typeof fakeDesk>
let asking: ReturnType<typeof askWhy>

beforeEach(() => {
  clock = fakeClock(0)
  shown = []
  desk = fakeDesk()
  desk.answers.probeLine = () => why
  asking = askWhy({ desk: desk.desk, clock, show: (trouble) => shown.push(trouble) })
})
const asked = () => desk.inputs('probeLine').length

it('asks when the line is lost, once however often that is told, and again while it stays so', async () => {
  asking.moved(lost)
  asking.moved({ ...lost })
  await clock.advance(0)
  expect([asked(), shown]).toEqual([1, [why.error]])
  await clock.advance(60_000)
  expect(asked()).toBe(3)
})

it('asks as well when the line is refused: it may be full', async () => {
  asking.moved({ kind: 'refused', cause })
  await clock.advance(0)
  expect(shown).toEqual([why.error])
})

it('asks nothing of a line that stands, comes, or is back in a moment', async () => {
  const fine: Registration[] = [{ kind: 'connecting' }, registered, { kind: 'reconnecting', cause }, { kind: 'off' }]
  for (const registration of fine) asking.moved(registration)
  await clock.advance(60_000)
  expect(asked()).toBe(0)
})

it('forgets what was wrong once the line is there, also where the answer comes only then', async () => {
  asking.moved(lost)
  await clock.advance(0)
  asking.moved(registered)
  expect(shown.at(-1)).toBeNull()
  let answer: (found: Result<null>) => void = () => {}
  desk.answers.probeLine = () => new Promise((resolve) => (answer = resolve))
  asking.moved(lost)
  asking.moved(registered)
  answer(why)
  await clock.advance(60_000)
  expect(shown.at(-1)).toBeNull()
  expect(asked()).toBe(2)
})

it('has nothing to say where the desk finds nothing wrong, or does not answer', async () => {
  desk.answers.probeLine = () => ok(null)
  asking.moved(lost)
  await clock.advance(0)
  expect(shown).toEqual([null])
  desk.answers.probeLine = () => Promise.reject(new Error('gone'))
  await clock.advance(30_000)
  expect(shown).toEqual([null])
})

it('asks no more once it is stopped', async () => {
  asking.moved(lost)
  asking.stop()
  await clock.advance(60_000)
  expect(asked()).toBe(1)
  expect(shown).toEqual([])
})
