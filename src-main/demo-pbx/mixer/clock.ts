// The 20 ms clock of all sound: by absolute time, so that it never drifts.
import { FRAME_MS } from '../kit/telephony.ts'
import type { Clock, Stop } from '../kit/time.ts'

const MOST_FRAMES_AT_ONCE = 3

export type ClockParts = Pick<Clock, 'after'> & {
  readonly nowMs: () => number // monotonic, with fractions
}

/** Calls `tick` every 20 ms until stopped. After a stall it makes up for at most three frames and lets the rest go. */
export function startClock(parts: ClockParts, tick: () => void): Stop {
  let due = parts.nowMs() + FRAME_MS
  let stopTimer: Stop = () => undefined
  let stopped = false

  const wake = () => {
    const late = parts.nowMs() - due
    const owed = Math.floor(late / FRAME_MS) + 1
    if (owed > MOST_FRAMES_AT_ONCE) due += (owed - MOST_FRAMES_AT_ONCE) * FRAME_MS
    for (let n = Math.min(owed, MOST_FRAMES_AT_ONCE); n > 0 && !stopped; n--) {
      due += FRAME_MS
      tick()
    }
    if (!stopped) stopTimer = parts.after(Math.max(0, due - parts.nowMs()), wake)
  }
  stopTimer = parts.after(FRAME_MS, wake)
  return () => {
    stopped = true
    stopTimer()
  }
}
