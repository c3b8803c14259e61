// How long a tone takes to an echo at the phone system and back: sent in place of the microphone, and listened for in what is received.
import type { Clock } from '#contract/time.ts'
import type { ToneBack } from '../phone.ts'
import { lineStatsOf } from './rtp-stats.ts'

export type ToneWay = {
  readonly connection: Pick<RTCPeerConnection, 'connectionState' | 'getReceivers' | 'getStats'>
  /** Sends the tone instead of the microphone; `back` sends the microphone again, as open as it is meant to be. */
  readonly send: (tone: MediaStreamTrack) => Promise<{ readonly back: () => Promise<void> }>
  readonly createContext: () => AudioContext
  readonly clock: Pick<Clock, 'after' | 'ticks'>
}

/** In the band of every codec, and none of the tones that phone systems themselves know (DTMF, progress, special information). */
const TONE_HZ = 1_250
const TONE_MS = 400
const LOUDNESS = 0.2
const CONNECTED_WITHIN_MS = 5_000
const BACK_WITHIN_MS = 2_500
const LOOK_EVERY_MS = 10
const SAMPLES = 1_024 // 21 ms at 48 kHz
/** Of all that is heard, this much is the tone: a voice that happens to hold it does not count. */
const MOSTLY = 0.5
const AUDIBLE = 0.005 // -46 dBFS
/** In a row: a click holds every frequency for a moment. */
const LOOKS = 3

/** Resolves once the microphone is sent again, and nothing of the tone is on its way any more. */
export async function measureEcho({ connection, send, createContext, clock }: ToneWay): Promise<ToneBack> {
  const sleep = (ms: number) => new Promise<void>((done) => void clock.after(ms, done))
  if (!(await isConnected(connection, clock, sleep))) return { kind: 'nothing' }
  const context = createContext()
  try {
    await context.resume()
    const tone = toneOf(context)
    const hears = earOf(context, connection.getReceivers()[0]?.track)
    const packets = await packetsOf(connection)
    const sent = await send(tone.track)
    tone.begin()
    const heard = await listen({ hears, clock, sleep, since: clock.ticks(), quiet: sent.back })
    if (heard.ms !== null) return { kind: 'back', ms: heard.ms }
    if (heard.isOther) return { kind: 'otherSound' }
    return { kind: (await packetsOf(connection)) > packets ? 'silence' : 'nothing' }
  } finally {
    await context.close()
  }
}

type Sleep = (ms: number) => Promise<void>

async function isConnected(connection: ToneWay['connection'], clock: ToneWay['clock'], sleep: Sleep): Promise<boolean> {
  const until = clock.ticks() + CONNECTED_WITHIN_MS
  while (connection.connectionState !== 'connected') {
    if (connection.connectionState === 'closed' || clock.ticks() > until) return false
    await sleep(LOOK_EVERY_MS)
  }
  return true
}

const packetsOf = async (connection: ToneWay['connection']): Promise<number> =>
  lineStatsOf((await connection.getStats()).entries())?.received ?? 0

type Listening = {
  readonly hears: () => Sound
  readonly clock: ToneWay['clock']
  readonly sleep: Sleep
  readonly since: number
  readonly quiet: () => Promise<void> // no more of the tone
}

/** `ms` null: it did not come back. Half a window is too late, which nobody hears. */
async function listen({ hears, clock, sleep, since, quiet }: Listening) {
  let isQuiet = false
  const silence = async (): Promise<void> => {
    if (!isQuiet) await quiet()
    isQuiet = true
  }
  let [inARow, others] = [0, 0]
  while (inARow < LOOKS && clock.ticks() - since < BACK_WITHIN_MS) {
    await sleep(LOOK_EVERY_MS)
    const sound = hears()
    inARow = sound === 'tone' ? inARow + 1 : 0
    if (sound === 'other') others += 1
    if (clock.ticks() - since > TONE_MS) await silence()
  }
  const took = clock.ticks() - since - (LOOKS - 1) * LOOK_EVERY_MS
  const isBack = inARow >= LOOKS
  await silence()
  if (isBack) await ebb({ hears, clock, sleep })
  return { ms: isBack ? Math.round(took) : null, isOther: others >= LOOKS }
}

/** What of the tone is on its way is no voice. */
async function ebb({ hears, clock, sleep }: Pick<Listening, 'hears' | 'clock' | 'sleep'>): Promise<void> {
  const until = clock.ticks() + BACK_WITHIN_MS
  for (let without = 0; without < LOOKS && clock.ticks() < until; ) {
    await sleep(LOOK_EVERY_MS)
    without = hears() === 'tone' ? 0 : without + 1
  }
}

function toneOf(context: AudioContext) {
  const out = context.createMediaStreamDestination()
  const [oscillator, gain] = [new OscillatorNode(context, { frequency: TONE_HZ }), new GainNode(context, { gain: 0 })]
  oscillator.connect(gain).connect(out)
  oscillator.start()
  const [track] = out.stream.getAudioTracks()
  if (!track) throw new Error('a MediaStreamAudioDestinationNode has one track')
  return { track, begin: () => void gain.gain.linearRampToValueAtTime(LOUDNESS, context.currentTime + 0.01) }
}

function earOf(context: AudioContext, track: MediaStreamTrack | undefined): () => Sound {
  if (!track) return () => 'none'
  const analyser = new AnalyserNode(context, { fftSize: SAMPLES })
  context.createMediaStreamSource(new MediaStream([track])).connect(analyser)
  const samples = new Float32Array(SAMPLES)
  return () => {
    analyser.getFloatTimeDomainData(samples)
    return soundOf(samples, context.sampleRate)
  }
}

export type Sound = 'tone' | 'other' | 'none'

/** What samples of -1..1 hold: the tone and little else, anything else that can be heard, or nothing. */
export function soundOf(samples: ArrayLike<number>, rate: number, hz = TONE_HZ): Sound {
  let [re, im, power] = [0, 0, 0]
  for (let i = 0; i < samples.length; i++) {
    const sample = samples[i] ?? 0
    const angle = (2 * Math.PI * hz * i) / rate
    re += sample * Math.cos(angle)
    im += sample * Math.sin(angle)
    power += sample * sample
  }
  const amplitude = (2 * Math.hypot(re, im)) / samples.length
  const all = power / samples.length
  if (amplitude > AUDIBLE && amplitude ** 2 / 2 > MOSTLY * all) return 'tone'
  return all > AUDIBLE ** 2 / 2 ? 'other' : 'none'
}
