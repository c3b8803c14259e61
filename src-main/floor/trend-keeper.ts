// Looks at the floor every 15 seconds, whether or not a window is open, so that a reload or a restart keeps the last hours.
import type { Floor, Trend } from '#contract/floor.ts'
import type { Clock, Stop } from '#contract/time.ts'
import { SAMPLE_EVERY_MS, trendOf, withSample } from './trend.ts'
import type { TrendStore } from './trend-file.ts'

export type TrendKeeper = { readonly trend: () => Trend; readonly stop: Stop }

export type TrendParts = {
  readonly clock: Clock
  /** The floor while it is live; null otherwise. */
  readonly liveFloor: () => Floor | null
  readonly store: TrendStore
}

/** Every so many looks are kept on the disk: a killed console loses two minutes of its chart. */
const LOOKS_A_WRITE = 8

export function keepTrend({ clock, liveFloor, store }: TrendParts): TrendKeeper {
  let samples = store.read()
  let looks = 0
  const stopLooking = clock.every(SAMPLE_EVERY_MS, () => {
    samples = withSample(samples, liveFloor(), clock.now())
    looks += 1
    if (looks % LOOKS_A_WRITE === 0) store.write(samples)
  })
  return {
    // The present is in it too, also in the first seconds.
    trend: () => trendOf(withSample(samples, liveFloor(), clock.now()), clock.now()),
    stop: () => {
      stopLooking()
      store.write(samples)
    },
  }
}
