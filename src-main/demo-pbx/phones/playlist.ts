// Sounds one after the other, a frame a tick.
import { FRAME_MS, type Frame } from '../kit/telephony.ts'
import { SILENCE } from '../mixer/sum.ts'
import { toneFrames } from '../mixer/tones.ts'

export type Playlist = {
  /** Instead of what is played now. */
  play(frames: readonly Frame[], done?: () => void): void
  /** Null: nothing is played. */
  next(): Frame | null
}

export function createPlaylist(): Playlist {
  let frames: readonly Frame[] = []
  let at = 0
  let done = () => {}
  return {
    play(next, then = () => {}) {
      frames = next
      at = 0
      done = then
    },
    next() {
      const frame = frames[at]
      if (!frame) return null
      at += 1
      if (at === frames.length) done()
      return frame
    },
  }
}

const BEEP_DB = -16

/** `hz`: multiples of 10, one beep each. */
export function beeps(hz: readonly number[], eachMs = 120, pauseMs = 60): readonly Frame[] {
  const pause = Array.from({ length: pauseMs / FRAME_MS }, () => SILENCE)
  return hz.flatMap((one) => {
    const tone = toneFrames(one, BEEP_DB)
    const beep = Array.from({ length: eachMs / FRAME_MS }, (_, n) => tone[n % tone.length] ?? SILENCE)
    return [...beep, ...pause]
  })
}
