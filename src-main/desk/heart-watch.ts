// Watches the heart of the window: a page that hangs, or a machine that slept, must not go on speaking.

import type { Withdrawal } from '#contract/hearers.ts'
import type { Clock, Stop } from '#contract/time.ts'
import { beaten, firstHeart, isBeating, LOOK_AT_HEART_EVERY_MS, looked } from '#contract/windows.ts'

export type HeartWatchParts = {
  readonly clock: Pick<Clock, 'ticks' | 'every'>
  readonly asleepMs: () => number // how long this machine has slept since it was started, as far as it tells
  /** At every look while it is so. */
  readonly nobodyThere: (why: Withdrawal) => void
}

export function watchHeart({ clock, asleepMs, nobodyThere }: HeartWatchParts): {
  readonly beat: () => void
  readonly isBeating: () => boolean
  readonly stop: Stop
} {
  let heart = firstHeart(clock.ticks(), asleepMs())
  const stop = clock.every(LOOK_AT_HEART_EVERY_MS, () => {
    const look = looked(heart, clock.ticks(), asleepMs())
    heart = look.heart
    if (look.why) nobodyThere(look.why)
  })
  const beat = () => {
    heart = beaten(heart, clock.ticks())
  }
  return { beat, isBeating: () => isBeating(heart, clock.ticks()), stop }
}
