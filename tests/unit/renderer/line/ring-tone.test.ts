// The ring: soft, two notes every three seconds, and it ends.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { startRingTone } from '#renderer/line/ring-tone.ts'
import { FakeAudio, notes, rings } from './fake-audio.ts'

beforeEach(() => {
  vi.useFakeTimers()
  FakeAudio.install()
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('a ring', () => {
  it('is two low notes, one after the other, soft and without a click', () => {
    startRingTone()
    expect(notes().map(({ hz, from }) => [hz, from])).toEqual([
      [440, 0],
      [554, 0.25],
    ])
    for (const { from, until, loudest } of notes()) {
      expect(until - from).toBeCloseTo(0.65)
      expect(loudest).toBeGreaterThan(0)
      expect(loudest).toBeLessThan(0.1)
    }
  })

  it('comes again every three seconds until it is stopped, and leaves no sound open', () => {
    const stop = startRingTone()
    vi.advanceTimersByTime(6_000)
    expect(notes()).toHaveLength(6)
    stop()
    vi.advanceTimersByTime(60_000)
    expect(notes()).toHaveLength(6)
    expect(rings()).toBe(0)
  })

  it('is none where the browser has no sound', () => {
    vi.stubGlobal('AudioContext', undefined)
    const stop = startRingTone()
    vi.advanceTimersByTime(6_000)
    stop()
    expect(notes()).toEqual([])
  })
})
