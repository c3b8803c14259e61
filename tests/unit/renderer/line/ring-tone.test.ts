// The ring: soft, two notes every three seconds, and it ends.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { startRingBack, startRingTone } from '#renderer/line/ring-tone.ts'
import { FakeAudio, notes, rings, ringsOn } from './fake-audio.ts'

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

  it('sounds on the device that was chosen for it, and where that is gone on the system’s', () => {
    startRingTone(1, 'desk speaker')
    startRingTone(1, 'unplugged')
    startRingTone(1)
    expect(ringsOn()).toEqual(['desk speaker', 'unplugged'])
    expect(notes()).toHaveLength(6)
  })

  it('at the other side is one tone of a second every five, in the headset', () => {
    const stop = startRingBack('headset')
    vi.advanceTimersByTime(5_000)
    stop()
    expect(notes().map(({ hz }) => hz)).toEqual([425, 425])
    expect(ringsOn()).toEqual(['headset'])
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
