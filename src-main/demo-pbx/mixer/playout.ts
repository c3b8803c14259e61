// The short queue between the packets of a phone and the mixer's clock.
import { FRAME_SAMPLES, type Frame } from '../kit/telephony.ts'

const START_FRAMES = 2 // enough for a packet to be one tick late
const MOST_FRAMES = 3
const PATIENCE_TICKS = 5 // a mixer that was late itself makes up for it within these; what stays longer is latency
const HARD_LIMIT_FRAMES = 10
const SPARE_TICKS = 10 // a frame that was not needed for so long is latency; dropped when nobody can hear it go

export type Playout = {
  push(frame: Frame): void
  /** The next frame, or null (silence) while there is none. Call once a tick. */
  take(): Frame | null
}

/** At most 60 ms behind for longer than 100 ms: then the oldest frames are dropped. */
export function createPlayout(): Playout {
  const queue: Frame[] = []
  let playing = false
  let ticksTooLong = 0
  let last: Frame | null = null // played the tick before
  let spareTicks = 0
  const next = (): Frame | null => {
    if (!playing) return null
    ticksTooLong = queue.length > MOST_FRAMES ? ticksTooLong + 1 : 0
    if (ticksTooLong > PATIENCE_TICKS) queue.splice(0, queue.length - START_FRAMES)
    const frame = queue.shift() ?? null
    if (!frame) playing = false
    spareTicks = queue.length > 0 ? spareTicks + 1 : 0
    if (spareTicks > SPARE_TICKS && isSilent(queue[0])) {
      queue.shift()
      spareTicks = 0
    }
    return frame
  }
  return {
    push(frame) {
      queue.push(frame)
      if (queue.length > HARD_LIMIT_FRAMES) queue.shift()
      if (queue.length >= START_FRAMES) playing = true
    },
    take() {
      const before = last
      last = next()
      if (before && !last) return fadedOut(before)
      return last && !before ? fadedIn(last) : last
    },
  }
}

const isSilent = (frame: Frame | undefined): boolean => frame?.every((sample) => Math.abs(sample) <= 8) ?? false

// A voice that is cut off clicks, and whoever hears the voice hears the click: both edges of a hole are rounded, over a frame each.
const FADE_SAMPLES = FRAME_SAMPLES

const gain = (i: number): number => (1 + Math.cos((Math.PI * i) / FADE_SAMPLES)) / 2

/** The end of the frame played backwards, dying away. */
function fadedOut(frame: Frame): Frame {
  return frame.map((_, i) => (i < FADE_SAMPLES ? Math.round((frame[frame.length - 1 - i] ?? 0) * gain(i)) : 0))
}

function fadedIn(frame: Frame): Frame {
  return frame.map((sample, i) => (i < FADE_SAMPLES ? Math.round(sample * (1 - gain(i))) : sample))
}
