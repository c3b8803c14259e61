// Adding sounds without ever wrapping around.
import { FRAME_SAMPLES, type Frame } from '../kit/telephony.ts'

export const SILENCE: Frame = new Int16Array(FRAME_SAMPLES)

/** The saturating sum of 16-bit frames. A single frame is passed through as it is, so nobody may write into the answer. */
export function sum(frames: readonly Frame[]): Frame {
  const [first] = frames
  if (!first) return SILENCE
  if (frames.length === 1) return first
  const out = new Int16Array(FRAME_SAMPLES)
  for (let i = 0; i < FRAME_SAMPLES; i++) {
    let total = 0
    for (const frame of frames) total += frame[i] ?? 0
    out[i] = Math.max(-32768, Math.min(32767, total))
  }
  return out
}
