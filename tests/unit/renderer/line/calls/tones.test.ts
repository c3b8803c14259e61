// The tone of the echo test is sent in place of the microphone, is no voice, and never stays.
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createTones } from '#renderer/line/calls/tones.ts'
import { fakeClock } from '../../../../fakes/fake-clock.ts'
import { FakeConnection, FakeTrack } from '../../../../fakes/fake-ua.ts'

class SilentNode {
  readonly gain = { linearRampToValueAtTime: () => {} }
  readonly connect = (to: unknown) => to
  readonly start = () => {}
  readonly getFloatTimeDomainData = (into: Float32Array) => into.fill(0)
}
beforeEach(() => {
  for (const name of ['OscillatorNode', 'GainNode', 'AnalyserNode', 'MediaStream']) vi.stubGlobal(name, SilentNode)
})
afterEach(() => vi.unstubAllGlobals())

function stage() {
  const clock = fakeClock()
  const [microphone, tone] = [new FakeTrack(), new FakeTrack()]
  const connection = new FakeConnection(microphone)
  const exchanged: string[] = []
  const context = {
    sampleRate: 48_000,
    currentTime: 0,
    resume: async () => {},
    close: async () => {},
    createMediaStreamDestination: () => ({ stream: { getAudioTracks: () => [tone] } }),
    createMediaStreamSource: () => new SilentNode(),
  }
  const tones = createTones({
    sessions: new Map([['a', { connection }]]) as never,
    held: (id) => (id === 'a' ? (microphone as never) : null),
    exchanged: () => void exchanged.push(connection.sender.track === tone ? 'tone' : 'microphone'),
    createContext: () => context as never,
    clock,
  })
  let came: unknown = 'nothing yet'
  void tones.measureEcho('a').then((result) => {
    came = result
  })
  const isSent = () => vi.waitFor(() => expect(exchanged).toEqual(['tone']))
  return { tones, clock, microphone, tone, connection, exchanged, isSent, came: () => came }
}

it('is sent for a moment, and then the microphone again, which is told both times', async () => {
  const { clock, connection, microphone, tone, exchanged, isSent, came } = stage()
  await isSent()
  expect(connection.sender.track).toBe(tone)
  for (let passed = 0; passed < 3_000; passed += 10) await clock.advance(10)
  expect(exchanged).toEqual(['tone', 'microphone'])
  expect(connection.sender.track).toBe(microphone)
  expect(came()).toEqual({ kind: 'nothing' })
})

it('is no voice: whoever closes the microphone leaves it alone', async () => {
  const { tones, microphone, tone, isSent } = stage()
  expect(tones.isVoice(tone as never)).toBe(true)
  await isSent()
  expect(tones.isVoice(tone as never)).toBe(false)
  expect(tones.isVoice(microphone as never)).toBe(true)
  expect(tones.isVoice(null)).toBe(false)
})

it('costs a call nothing that closes meanwhile', async () => {
  const { clock, connection, isSent, came } = stage()
  await isSent()
  connection.closing = true
  for (let passed = 0; passed < 3_000; passed += 10) await clock.advance(10)
  expect(came()).toEqual({ kind: 'nothing' })
})

it('is not made for a call that is not there, nor where there is no sound at all', async () => {
  const { tones } = stage()
  expect(await tones.measureEcho('b')).toBeNull()
  const broken = createTones({
    sessions: new Map([['a', { connection: new FakeConnection(null) }]]) as never,
    held: () => null,
    exchanged: () => {},
    createContext: () => expect.fail('no sound here'),
    clock: fakeClock(),
  })
  expect(await broken.measureEcho('a')).toBeNull()
})
