// A phone call ends when its signalling has gone and no sound comes any more, and not before.
import { expect, it, vi } from 'vitest'
import { type Line, type LineCall, noLine } from '#renderer/line/line.ts'
import { watchPhoneCall } from '#renderer/monitor/phone-over.ts'
import { fakeClock } from '../../../fakes/fake-clock.ts'
import { invite } from '../../../fakes/fake-line.ts'

const talking = { kind: 'talking', invite: invite('a'), up: true, held: false, muted: false } as const
const lost = { kind: 'lost', cause: { code: 'lineNotRegistered' } } as const
const registered = { kind: 'registered' } as const

function stage() {
  const clock = fakeClock()
  const over = vi.fn()
  let line: Line = { ...noLine, registration: registered, call: talking }
  let received = 100
  const stop = watchPhoneCall({
    clock,
    line: { getState: () => ({ line }) },
    stats: async () => ({ received }),
    over,
  })
  return {
    clock,
    over,
    stop,
    lineIs: (registration: Line['registration'], call: LineCall = talking) => {
      line = { ...line, registration, call }
    },
    /** Sound comes for so many seconds. */
    sounds: async (seconds: number) => {
      for (let second = 0; second < seconds; second++) {
        received += 50
        await clock.advance(1000)
      }
    },
    silence: (seconds: number) => clock.advance(seconds * 1000),
  }
}

it('is over ten seconds after the last sound when the line is lost', async () => {
  const { lineIs, sounds, silence, over } = stage()
  lineIs(lost)
  await sounds(20)
  await silence(9)
  expect(over).not.toHaveBeenCalled()
  await silence(3)
  expect(over).toHaveBeenCalledOnce()
})

it('is over as well where the line is back, but the PBX has begun anew and knows nothing of it', async () => {
  const { lineIs, silence, over } = stage()
  lineIs(lost)
  await silence(3)
  lineIs(registered)
  await silence(9)
  expect(over).toHaveBeenCalledOnce()
})

it('goes on while its sound goes on, and when both come back', async () => {
  const { lineIs, sounds, silence, over } = stage()
  await silence(60) // nobody says anything, on a line that stands
  lineIs(lost)
  await sounds(60)
  await silence(8)
  lineIs(registered)
  await sounds(2)
  await silence(60)
  expect(over).not.toHaveBeenCalled()
})

it('is not doubted on hold, nor is a call that is monitored', async () => {
  const { lineIs, silence, over } = stage()
  lineIs(lost, { ...talking, held: true })
  await silence(60)
  lineIs(lost, { kind: 'monitor', id: 'a', ticketId: 't', up: true, held: false, sound: 'came' })
  await silence(60)
  expect(over).not.toHaveBeenCalled()
})

it('is not looked at after the stop', async () => {
  const { lineIs, silence, over, stop } = stage()
  lineIs(lost)
  stop()
  await silence(60)
  expect(over).not.toHaveBeenCalled()
})
