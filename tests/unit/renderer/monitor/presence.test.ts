// @vitest-environment jsdom
import { expect, it } from 'vitest'
import { BEAT_EVERY_MS } from '#contract/heartbeat.ts'
import type { Clock, Stop } from '#contract/time.ts'
import { keepPresence } from '#renderer/monitor/presence.ts'
import { fakeDesk } from '../../../fakes/fake-desk.ts'

/** A page whose timers run only when the test says so, as those of a page that hangs do not. */
function page() {
  const desk = fakeDesk()
  let ticks = 0
  let run = () => {}
  const clock: Pick<Clock, 'ticks' | 'every'> = {
    ticks: () => ticks,
    every: (ms, beat): Stop => {
      expect(ms).toBe(BEAT_EVERY_MS)
      run = beat
      return () => {
        run = () => {}
      }
    },
  }
  let still = 0
  const presence = keepPresence({
    desk: desk.desk,
    clock,
    page: window,
    onStoodStill: () => {
      still += 1
    },
  })
  const press = (at: number) => {
    const event = new Event('keydown')
    Object.defineProperty(event, 'timeStamp', { value: at })
    window.dispatchEvent(event)
  }
  return {
    presence,
    press,
    pass: (ms: number) => {
      ticks += ms
    },
    beat: () => run(),
    beats: desk.beats,
    still: () => still,
  }
}

it('beats for the desk until it is stopped', () => {
  const { presence, pass, beat, beats, still } = page()
  for (let n = 0; n < 5; n++) {
    pass(BEAT_EVERY_MS)
    beat()
  }
  expect([beats(), still()]).toEqual([5, 0])
  presence.stop()
  beat()
  expect(beats()).toBe(5)
})

it('says itself that it stood still, once it runs again', () => {
  const { presence, pass, beat, still } = page()
  pass(2_500)
  beat()
  expect(still()).toBe(1)
  pass(BEAT_EVERY_MS)
  beat()
  expect(still()).toBe(1)
  document.dispatchEvent(new Event('freeze'))
  expect(still()).toBe(2)
  presence.stop()
})

it('knows a press from before it stood still, whether it comes out before the first beat or after', () => {
  const { presence, pass, beat, press } = page()
  press(0)
  expect(presence.isLatePress()).toBe(false)
  pass(5_000)
  press(1_000)
  expect(presence.isLatePress()).toBe(true)
  beat()
  press(1_500)
  expect(presence.isLatePress()).toBe(true)
  press(5_100)
  expect(presence.isLatePress()).toBe(false)
  presence.stop()
})
