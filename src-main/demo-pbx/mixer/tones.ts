// Tones: made for the tone floor, and measured in what an ear hears.
import { FRAME_SAMPLES, type Frame } from '../kit/telephony.ts'

export const SAMPLE_RATE = 8000
export const NOTHING_DB = -120

/** Frames of a sine without a seam when played in turn for ever; the frequency must be a multiple of 10 Hz. Level in dBFS. */
export function toneFrames(frequencyHz: number, levelDb: number): readonly Frame[] {
  const amplitude = 32767 * 10 ** (levelDb / 20)
  // 10 Hz has a period of 800 samples, so five frames hold whole periods of every multiple of it.
  return Array.from({ length: 5 }, (_, frame) =>
    Int16Array.from({ length: FRAME_SAMPLES }, (_, i) =>
      Math.round(amplitude * Math.sin((2 * Math.PI * frequencyHz * (frame * FRAME_SAMPLES + i)) / SAMPLE_RATE)),
    ),
  )
}

/**
 * Level of one tone in dBFS (a full-scale sine is 0). Goertzel over a Blackman window, whose side lobes lie 58 dB down: a
 * rectangular one would find 440 Hz in 620. Tones nearer than 3 × 8000 / samples.length Hz are not told apart.
 */
export function toneDb(samples: Int16Array, frequencyHz: number): number {
  const window = blackman(samples.length)
  const coefficient = 2 * Math.cos((2 * Math.PI * frequencyHz) / SAMPLE_RATE)
  let before = 0
  let last = 0
  for (let i = 0; i < samples.length; i++) {
    const next = (samples[i] ?? 0) * (window.weights[i] ?? 0) + coefficient * last - before
    before = last
    last = next
  }
  const power = Math.max(0, before * before + last * last - coefficient * before * last)
  return toDb((2 * Math.sqrt(power)) / window.total / 32768)
}

/** RMS in dBFS, on the scale on which a full-scale sine is 0. */
export function rmsDb(samples: Int16Array): number {
  let power = 0
  for (const sample of samples) power += sample * sample
  return samples.length === 0 ? NOTHING_DB : dbOfPower(power / samples.length)
}

/** The mean square of 16-bit samples in dBFS, on that same scale. */
export const dbOfPower = (meanSquare: number): number => toDb(Math.sqrt(2 * meanSquare) / 32768)

const toDb = (ratio: number): number =>
  ratio > 0 ? Math.max(NOTHING_DB, Math.round(200 * Math.log10(ratio)) / 10) : NOTHING_DB

type Window = { readonly weights: Float64Array; readonly total: number }
let lastWindow: Window = { weights: new Float64Array(0), total: 0 }

function blackman(length: number): Window {
  if (lastWindow.weights.length === length) return lastWindow
  const turn = (2 * Math.PI) / length
  const weights = Float64Array.from(
    { length },
    (_, i) => 0.42 - 0.5 * Math.cos(turn * i) + 0.08 * Math.cos(2 * turn * i),
  )
  lastWindow = { weights, total: weights.reduce((total, weight) => total + weight, 0) }
  return lastWindow
}
