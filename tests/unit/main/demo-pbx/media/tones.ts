// Tones for the media tests: made, written to a WAV file, and measured (Goertzel).
import { toneDb, toneWav } from '../../../../stage/tone.ts'

const RATE = 8000
const LOUD = 16_000

/** 20 ms of a tone, beginning at that sample. */
export function toneAt(hz: number, from: number): Int16Array {
  return Int16Array.from({ length: 160 }, (_, i) => Math.round(LOUD * Math.sin((2 * Math.PI * hz * (from + i)) / RATE)))
}

/** Level of one tone in a frame, dBFS; a full-scale sine is 0. */
export const levelOf = (hz: number, frame: Int16Array): number =>
  toneDb(
    Float64Array.from(frame, (sample) => sample / 32_768),
    hz,
    RATE,
  )

/** Two seconds as a 48 kHz mono WAV file, which Chromium plays in a loop. */
export const wavOfTone = (hz: number): Buffer => toneWav(hz, 2, 48_000, LOUD / 32_767)
