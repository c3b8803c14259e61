// The sound of the check: the tone that speaks in the microphone's place, and how loud each tone is in what the line sends and receives.
import { allTones, SUPERVISOR_HZ } from '#contract/site/proof.ts'
import type { MeteredTracks } from '#renderer/line/meters.ts'

/** dBFS by tone, in the order of `allTones`: what the supervisor hears, and what leaves their line. */
export type Heard = { readonly supervisor: number[]; readonly mouth: number[] }

export type ProofSound = {
  /** Given away once: whoever sends it stops it. */
  readonly tone: () => MediaStreamTrack
  /** Of the last `WINDOW_MS`. */
  readonly levels: () => Heard
  readonly close: () => void
}

export const WINDOW_MS = 200
const AMPLITUDE = 0.25 // -12 dBFS, as loud as a person
const SAMPLES = 16_384 // a window at any rate up to 80 kHz
const SILENT_DB = -120

/** In the press of a button: a browser lets no sound begin by itself. */
export function openProofSound(tracks: MeteredTracks): ProofSound {
  const context = new AudioContext()
  const [sent, received] = [ear(context), ear(context)]
  return {
    tone: () => {
      const sink = context.createMediaStreamDestination()
      const tone = new OscillatorNode(context, { frequency: SUPERVISOR_HZ })
      tone.connect(new GainNode(context, { gain: AMPLITUDE })).connect(sink)
      tone.start()
      const [track] = sink.stream.getAudioTracks()
      if (!track) throw new Error('a MediaStreamAudioDestinationNode has one track')
      return track
    },
    levels: () => {
      const own = tracks.sent()
      const isOpen = own?.enabled === true && own.readyState === 'live'
      return { supervisor: received(tracks.received()), mouth: sent(isOpen ? own : null) }
    },
    close: () => void context.close(),
  }
}

/** Follows one track at a time; the first window after a change is not whole. */
function ear(context: AudioContext) {
  const analyser = new AnalyserNode(context, { fftSize: SAMPLES })
  const samples = new Float32Array(SAMPLES)
  let followed: MediaStreamTrack | null = null
  let source: MediaStreamAudioSourceNode | null = null
  return (track: MediaStreamTrack | null): number[] => {
    if (track !== followed) {
      followed = track
      source?.disconnect()
      source = track && context.createMediaStreamSource(new MediaStream([track]))
      source?.connect(analyser)
    }
    if (!track) return allTones.map(() => SILENT_DB)
    analyser.getFloatTimeDomainData(samples)
    const newest = samples.subarray(-Math.round((context.sampleRate * WINDOW_MS) / 1000))
    return allTones.map((hz) => toneLevel(newest, hz, context.sampleRate))
  }
}

/** dBFS of one tone in samples of -1..1 (a full-scale sine is 0); Goertzel under a Hann window. */
export function toneLevel(samples: Float32Array, hz: number, rate: number): number {
  const step = (2 * Math.PI * hz) / rate
  let [re, im] = [0, 0]
  samples.forEach((sample, at) => {
    const windowed = sample * (0.5 - 0.5 * Math.cos((2 * Math.PI * at) / samples.length))
    re += windowed * Math.cos(step * at)
    im += windowed * Math.sin(step * at)
  })
  const amplitude = (4 * Math.hypot(re, im)) / samples.length
  return amplitude < 1e-6 ? SILENT_DB : Math.max(SILENT_DB, 20 * Math.log10(amplitude))
}
