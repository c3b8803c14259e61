// The tone of the echo test: known again among what else is heard, timed, and told from what is no echo.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ToneBack } from '#renderer/line/phone.ts'
import { measureEcho, soundOf } from '#renderer/line/sound/measure-echo.ts'
import { fakeClock } from '../../../../fakes/fake-clock.ts'

const RATE = 48_000
const wave = (hz: number, amplitude: number) => (i: number) => amplitude * Math.sin((2 * Math.PI * hz * i) / RATE)
const samples = (...waves: readonly ((i: number) => number)[]) =>
  Array.from({ length: 1024 }, (_, i) => waves.reduce((sum, at) => sum + at(i), 0))

it.each([
  ['as it is sent', samples(wave(1250, 0.2)), 'tone'],
  ['quieter by 26 dB', samples(wave(1250, 0.01)), 'tone'],
  ['with a little noise', samples(wave(1250, 0.2), wave(317, 0.1)), 'tone'],
  ['nothing at all', samples(), 'none'],
  ['noise nobody hears', samples(wave(317, 0.002)), 'none'],
  ['under a voice that holds it', samples(wave(1250, 0.05), wave(320, 0.3)), 'other'],
  ['another tone', samples(wave(1000, 0.3)), 'other'],
])('%s', (_what, heard, expected) => {
  expect(soundOf(heard, RATE)).toBe(expected)
})

const tone = samples(wave(1250, 0.2))
const voice = samples(wave(320, 0.3))
const quiet = samples()

let heard: readonly number[] = quiet
class FakeNode {
  readonly gain = { linearRampToValueAtTime: () => {} }
  readonly connect = (to: unknown) => to
  readonly start = () => {}
  readonly getFloatTimeDomainData = (into: Float32Array) => into.set(heard)
}
beforeEach(() => {
  heard = quiet
  for (const name of ['OscillatorNode', 'GainNode', 'AnalyserNode', 'MediaStream']) vi.stubGlobal(name, FakeNode)
})
afterEach(() => vi.unstubAllGlobals())

/** `hears`: what is received so many ms after the tone began, while it is sent or after it was. */
function stage(hears: (ms: number, endedAt: number | null) => readonly number[], connectionState = 'connected') {
  const clock = fakeClock()
  const log: string[] = []
  let packets = 0
  let begunAt: number | null = null
  let endedAt: number | null = null
  const track = { kind: 'audio' }
  const context = {
    sampleRate: RATE,
    currentTime: 0,
    resume: async () => {},
    close: async () => void log.push('closed'),
    createMediaStreamDestination: () => ({ stream: { getAudioTracks: () => [track] } }),
    createMediaStreamSource: () => new FakeNode(),
  }
  const stop = clock.every(5, () => {
    packets += 1
    if (begunAt !== null) heard = hears(clock.ticks() - begunAt, endedAt === null ? null : endedAt - begunAt)
  })
  const row = () => ['in', { type: 'inbound-rtp', kind: 'audio', packetsReceived: packets }] as const
  const connection = { connectionState, getReceivers: () => [{ track }], getStats: async () => new Map([row()]) }
  let came: ToneBack | undefined
  void measureEcho({
    connection: connection as never,
    createContext: () => context as never,
    clock,
    send: async () => {
      begunAt = clock.ticks()
      log.push('tone')
      return {
        back: async () => {
          endedAt = clock.ticks()
          log.push(`microphone after ${endedAt - (begunAt ?? 0)}`)
        },
      }
    },
  }).then((result) => {
    came = result
  })
  return {
    log,
    noPackets: () => stop(),
    afterMs: async (ms: number) => {
      for (let passed = 0; passed < ms; passed += 10) await clock.advance(10)
      return came
    },
  }
}

describe('measured', () => {
  it('is the time until it is heard, and the microphone is back at once', async () => {
    const { afterMs, log } = stage((ms, endedAt) =>
      ms >= 140 && (endedAt === null || ms < endedAt + 140) ? tone : quiet,
    )
    const came = await afterMs(600)
    expect(came?.kind).toBe('back')
    if (came?.kind === 'back') expect(Math.abs(came.ms - 140)).toBeLessThanOrEqual(20)
    expect(log[0]).toBe('tone')
    expect(log.slice(1)).toEqual([expect.stringMatching(/^microphone after 1\d\d$/), 'closed'])
  })

  it('is over only when nothing of the tone is on its way any more', async () => {
    const { afterMs } = stage((ms) => (ms >= 140 && ms < 700 ? tone : quiet))
    expect(await afterMs(600)).toBeUndefined()
    expect(await afterMs(300)).toMatchObject({ kind: 'back' })
  })

  it.each<[string, readonly number[], ToneBack]>([
    ['only silence', quiet, { kind: 'silence' }],
    ['something else', voice, { kind: 'otherSound' }],
  ])('tells that %s comes, and has not sent the tone for all that time', async (_what, sound, told) => {
    const { afterMs, log } = stage(() => sound)
    expect(await afterMs(2_400)).toBeUndefined()
    expect(log).toHaveLength(2)
    expect(await afterMs(300)).toEqual(told)
  })

  it('tells that no packets come', async () => {
    const { afterMs, noPackets } = stage(() => quiet)
    noPackets()
    expect(await afterMs(3_000)).toEqual({ kind: 'nothing' })
  })

  it.each([
    ['is none any more', 'closed', 0],
    ['does not come about', 'connecting', 5_000],
  ])('sends nothing where the way for the sound %s', async (_what, state, withinMs) => {
    const { afterMs, log } = stage(() => quiet, state)
    expect(await afterMs(withinMs + 50)).toEqual({ kind: 'nothing' })
    expect(log).toEqual([])
  })
})
