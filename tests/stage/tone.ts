// Test tones: a WAV with one, and the measure of one in samples.
import { toWav } from '#main/demo-pbx/mixer/wav.ts'

/** 16-bit mono PCM WAV of a sine, `amplitude` 0..1 of full scale. */
export function toneWav(frequency: number, seconds: number, rate = 48_000, amplitude = 0.25): Buffer {
  const sample = (i: number) => Math.round(Math.sin((2 * Math.PI * frequency * i) / rate) * amplitude * 32_767)
  return toWav(
    Int16Array.from({ length: Math.round(seconds * rate) }, (_, i) => sample(i)),
    rate,
  )
}

/** Level of one tone in samples of -1..1, dBFS (a full-scale sine is 0, nothing -120); Hann-windowed Goertzel. */
export function toneDb(samples: ArrayLike<number>, frequency: number, rate: number): number {
  const n = samples.length
  const step = (2 * Math.PI * frequency) / rate
  let re = 0
  let im = 0
  for (let i = 0; i < n; i++) {
    const windowed = (samples[i] ?? 0) * (0.5 - 0.5 * Math.cos((2 * Math.PI * i) / n))
    re += windowed * Math.cos(step * i)
    im += windowed * Math.sin(step * i)
  }
  const amplitude = (4 * Math.hypot(re, im)) / n
  return amplitude < 1e-6 ? -120 : 20 * Math.log10(amplitude)
}

/** Samples, -1..1, of a base64 WAV of 16-bit mono PCM with a 44-byte head. */
export function wavSamples(base64: string): Float64Array {
  const wav = Buffer.from(base64, 'base64')
  return Float64Array.from({ length: (wav.length - 44) >> 1 }, (_, i) => wav.readInt16LE(44 + i * 2) / 32_768)
}

const WINDOW_S = 0.1
const windows = (samples: Float64Array, rate: number): Float64Array[] => {
  const size = Math.round(WINDOW_S * rate)
  return Array.from({ length: Math.max(0, Math.floor((2 * samples.length) / size) - 1) }, (_, i) =>
    samples.subarray((i * size) / 2, (i * size) / 2 + size),
  )
}

/** The loudest this tone ever was, dBFS, over windows of 100 ms. */
export const loudest = (samples: Float64Array, frequency: number, rate: number): number =>
  Math.max(-120, ...windows(samples, rate).map((window) => toneDb(window, frequency, rate)))

const ROWS = [697, 770, 852, 941]
const COLUMNS = [1209, 1336, 1477, 1633]

/** Seconds at which a DTMF digit (a row and a column tone together, both above `floorDb`) is heard. */
export function dtmfMoments(samples: Float64Array, rate: number, floorDb: number): number[] {
  const has = (window: Float64Array, tones: readonly number[]) => tones.some((hz) => toneDb(window, hz, rate) > floorDb)
  return windows(samples, rate).flatMap((window, i) =>
    has(window, ROWS) && has(window, COLUMNS) ? [(i * WINDOW_S) / 2] : [],
  )
}
