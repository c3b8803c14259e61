// Frames to a phone as RTP (RFC 3550): numbers, timestamps and the marker after a silence.
import { FRAME_MS, FRAME_SAMPLES, type Frame } from '../kit/telephony.ts'
import { encodePcmu } from './pcmu.ts'

export type RtpOut = {
  readonly sequence: number
  readonly timestamp: number
  readonly marker: boolean
  readonly payload: Buffer
}

/** More than this behind the clock and the frames have paused; less is a late timer. */
const PAUSE_MS = 5 * FRAME_MS

/** Starts at random numbers, as RFC 3550 section 5.1 asks. */
export function createOutbound(now: () => number, random: (bytes: number) => string): (frame: Frame) => RtpOut {
  let sequence = Number.parseInt(random(2), 16)
  let timestamp = Number.parseInt(random(4), 16)
  let lastAt: number | null = null
  return (frame) => {
    const at = now()
    const silence = lastAt === null ? Number.POSITIVE_INFINITY : at - lastAt
    const marker = silence > PAUSE_MS
    const steps = marker && Number.isFinite(silence) ? Math.round(silence / FRAME_MS) : 1
    lastAt = at
    sequence = (sequence + 1) & 0xffff
    timestamp = (timestamp + steps * FRAME_SAMPLES) >>> 0
    return { sequence, timestamp, marker, payload: encodePcmu(frame) }
  }
}
