// The meters of the line: what is really sent and received, on a scale of dB.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createMeters, levelOf } from '#renderer/line/meters.ts'

const sine = (amplitude: number) => Float32Array.from({ length: 1024 }, (_, i) => amplitude * Math.sin(i / 4))

describe('a level', () => {
  it('is nothing for silence, and full for a signal at full scale', () => {
    expect(levelOf(new Float32Array(1024))).toBe(0)
    expect(levelOf(new Float32Array(1024).fill(1))).toBe(1)
  })

  it('goes with the dB: half the amplitude is 6 dB, a tenth of the scale', () => {
    expect(levelOf(sine(0.5)) - levelOf(sine(0.25))).toBeCloseTo(6.02 / 60, 3)
  })
})

type FakeTrack = { enabled: boolean; readyState: string; amplitude: number }

// Sources know their track, an analyser gives what its source carries: as in the browser, silence for a disabled track.
class FakeStream {
  readonly track: FakeTrack
  constructor([track]: [FakeTrack]) {
    this.track = track
  }
}
class FakeAnalyser {
  source: FakeTrack | null = null
  getFloatTimeDomainData(into: Float32Array): void {
    into.set(sine(this.source?.amplitude ?? 0))
  }
}
const fakeContext = () => {
  const log: string[] = []
  const context = {
    log,
    createMediaStreamSource: ({ track }: FakeStream) => ({
      connect: (to: FakeAnalyser) => {
        to.source = track
      },
      disconnect: () => log.push('disconnect'),
    }),
    suspend: async () => void log.push('suspend'),
    resume: async () => void log.push('resume'),
    close: async () => void log.push('close'),
  }
  return context
}

beforeEach(() => {
  vi.stubGlobal('MediaStream', FakeStream)
  vi.stubGlobal('AnalyserNode', FakeAnalyser)
})
afterEach(() => vi.unstubAllGlobals())

const track = (amplitude: number, enabled = true): FakeTrack => ({ enabled, readyState: 'live', amplitude })

function metersOf(tracks: { sent: FakeTrack | null; received: FakeTrack | null }) {
  const context = fakeContext()
  const meters = createMeters(
    { sent: () => tracks.sent as never, received: () => tracks.received as never },
    () => context as never,
  )
  return { meters, log: context.log }
}

describe('the meters', () => {
  it('show what is received', () => {
    const { meters } = metersOf({ sent: null, received: track(0.5) })
    expect(meters.read()).toEqual({ sent: 0, received: levelOf(sine(0.5)) })
  })

  it('show nothing of a microphone that is closed, however loud the room is', () => {
    const microphone = track(0.5, false)
    const { meters } = metersOf({ sent: microphone, received: null })
    expect(meters.read().sent).toBe(0)
    microphone.enabled = true
    expect(meters.read().sent).toBe(levelOf(sine(0.5)))
    microphone.enabled = false
    expect(meters.read().sent).toBe(0)
  })

  it('show nothing of a microphone that was taken away', () => {
    const { meters } = metersOf({ sent: { ...track(0.5), readyState: 'ended' }, received: null })
    expect(meters.read().sent).toBe(0)
  })

  it('follow a microphone that is exchanged', () => {
    const tracks = { sent: track(0.5), received: null }
    const { meters, log } = metersOf(tracks)
    meters.read()
    tracks.sent = track(0.1)
    expect(meters.read().sent).toBe(levelOf(sine(0.1)))
    expect(log).toEqual(['disconnect'])
  })

  it('rest and end with their context', () => {
    const { meters, log } = metersOf({ sent: null, received: null })
    meters.pause()
    meters.resume()
    meters.close()
    expect(log).toEqual(['suspend', 'resume', 'close'])
  })
})
