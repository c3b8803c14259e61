// @vitest-environment jsdom
import { expect, it } from 'vitest'
import type { Clock, Stop } from '#contract/time.ts'
import { BEAT_EVERY_MS } from '#contract/windows.ts'
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
  const happens = (event: Event, at: number) => {
    Object.defineProperty(event, 'timeStamp', { value: at })
    window.dispatchEvent(event)
  }
  const press = (at: number) => happens(new KeyboardEvent('keydown'), at)
  return {
    presence,
    press,
    happens,
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

it('counts a press from when it went down, however late it is let go', () => {
  const { presence, pass, beat, happens } = page()
  pass(5_000)
  happens(new Event('pointerdown'), 1_000)
  beat()
  happens(new MouseEvent('click', { detail: 1 }), 5_100)
  expect(presence.isLatePress(), 'a click').toBe(true)
  happens(new Event('pointerdown'), 5_200)
  happens(new MouseEvent('click', { detail: 1 }), 5_300)
  expect(presence.isLatePress(), 'the next click').toBe(false)
  pass(5_000)
  happens(new KeyboardEvent('keydown', { key: ' ' }), 6_000)
  beat()
  happens(new KeyboardEvent('keydown', { key: ' ', repeat: true }), 10_050)
  expect(presence.isLatePress(), 'a key that repeats').toBe(true)
  happens(new KeyboardEvent('keyup', { key: ' ' }), 10_100)
  happens(new MouseEvent('click', { detail: 0 }), 10_100)
  expect(presence.isLatePress(), 'a button that a key presses as it comes up').toBe(true)
  presence.stop()
})

it('takes a click that no finger and no key made for a press of its own, as a screen reader makes it', () => {
  const { presence, pass, beat, press, happens } = page()
  press(0)
  pass(5_000)
  beat()
  pass(500)
  happens(new MouseEvent('click', { detail: 0 }), 5_500)
  expect(presence.isLatePress()).toBe(false)
  presence.stop()
})
