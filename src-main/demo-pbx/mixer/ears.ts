// What is measured at an ear: tones over a window, tones that come and go, a recording with its longest gap.
import { FRAME_MS, FRAME_SAMPLES, type Frame } from '../kit/telephony.ts'
import type { Stop } from '../kit/time.ts'
import type { Ear } from './ear.ts'
import type { Mixer } from './mixer.ts'
import { NOTHING_DB, rmsDb, SAMPLE_RATE, toneDb } from './tones.ts'
import { toWav } from './wav.ts'

const TONE_ON_DB = -45
const GAP_DB = -60
const MOST_RECORDED_FRAMES = 240 * 50 // four minutes

export type Levels = { readonly db: Readonly<Record<string, number>>; readonly rmsDb: number; readonly frames: number }

/** Levels in dBFS over the window of `windowMs` that begins now; frames are those in which the ear heard anything at all. */
export function measure(mixer: Mixer, ear: Ear, frequencies: readonly number[], windowMs: number): Promise<Levels> {
  const wanted = Math.max(1, Math.round(windowMs / FRAME_MS))
  return new Promise((resolve) => {
    const heard: (Frame | null)[] = []
    const stop = mixer.tap(ear, (frame) => {
      heard.push(frame)
      if (heard.length < wanted) return
      stop()
      const samples = join(heard)
      resolve({
        db: Object.fromEntries(frequencies.map((frequency) => [String(frequency), toneDb(samples, frequency)])),
        rmsDb: rmsDb(samples),
        frames: heard.filter((one) => one !== null).length,
      })
    })
  })
}

export type ToneChange = { readonly frequency: number; readonly on: boolean; readonly at: number }

/** Says each time one of the tones comes or goes, judged on single frames of 20 ms. */
export function watch(mixer: Mixer, ear: Ear, frequencies: readonly number[], say: (change: ToneChange) => void): Stop {
  const on = new Set<number>()
  return mixer.tap(ear, (frame, at) => {
    for (const frequency of frequencies) {
      const isOn = frame !== null && toneDb(frame, frequency) > TONE_ON_DB
      if (isOn === on.has(frequency)) continue
      if (isOn) on.add(frequency)
      else on.delete(frequency)
      say({ frequency, on: isOn, at })
    }
  })
}

/** `firstFrame`: by which the frames of two ears are laid beside each other. */
export type Recording = {
  readonly wav: Buffer
  readonly frames: number
  readonly firstFrame: number
  readonly longestGapFrames: number
}

/** Records until the answer is called, four minutes at most. */
export function record(mixer: Mixer, ear: Ear): () => Recording {
  const heard: (Frame | null)[] = []
  let firstFrame = 0
  const stop = mixer.tap(ear, (frame, _at, n) => {
    if (heard.length === 0) firstFrame = n
    if (heard.length < MOST_RECORDED_FRAMES) heard.push(frame)
  })
  return () => {
    stop()
    return {
      wav: toWav(join(heard), SAMPLE_RATE),
      frames: heard.length,
      firstFrame,
      longestGapFrames: longestGap(heard),
    }
  }
}

export function longestGap(frames: readonly (Frame | null)[]): number {
  let longest = 0
  let gap = 0
  for (const frame of frames) {
    gap = (frame ? rmsDb(frame) : NOTHING_DB) < GAP_DB ? gap + 1 : 0
    longest = Math.max(longest, gap)
  }
  return longest
}

function join(frames: readonly (Frame | null)[]): Int16Array {
  const samples = new Int16Array(frames.length * FRAME_SAMPLES)
  frames.forEach((frame, i) => {
    if (frame) samples.set(frame, i * FRAME_SAMPLES)
  })
  return samples
}
