// The short queue between the packets of a phone and the mixer's clock.
import type { Frame } from '../telephony.ts'

const START_FRAMES = 2 // enough for a packet to be one tick late
const MOST_FRAMES = 3 // what is older is dropped: latency stays below 60 ms

export type Playout = {
  push(frame: Frame): void
  /** The next frame, or null (silence) while there is none. Call once a tick. */
  take(): Frame | null
}

export function createPlayout(): Playout {
  const queue: Frame[] = []
  let playing = false
  return {
    push(frame) {
      queue.push(frame)
      if (queue.length > MOST_FRAMES) queue.shift()
      if (queue.length >= START_FRAMES) playing = true
    },
    take() {
      if (!playing) return null
      const frame = queue.shift() ?? null
      if (!frame) playing = false
      return frame
    },
  }
}
