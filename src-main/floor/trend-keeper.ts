// Looks at the floor every 15 seconds, whether or not a window is open, so that a reload or a restart keeps the last hours.
import type { Floor } from '#contract/floor.ts'
import type { Trend } from '#contract/trend.ts'
import type { Stop } from '#main/pbx/connector.ts'
import type { Schedule } from './keeper.ts'
import { SAMPLE_EVERY_MS, trendOf, withSample } from './trend.ts'
import type { TrendStore } from './trend-file.ts'

export type TrendKeeper = { readonly trend: () => Trend; readonly stop: Stop }

export type TrendParts = {
  readonly now: () => number // epoch ms
  readonly schedule: Schedule
  /** The floor while it is live; null otherwise. */
  readonly liveFloor: () => Floor | null
  readonly store: TrendStore
}

/** Every so many looks are kept on the disk: a killed console loses two minutes of its chart. */
const LOOKS_A_WRITE = 8

export function keepTrend({ now, schedule, liveFloor, store }: TrendParts): TrendKeeper {
  let samples = store.read()
  let looks = 0
  let stop: Stop = () => {}
  const look = () => {
    samples = withSample(samples, liveFloor(), now())
    looks += 1
    if (looks % LOOKS_A_WRITE === 0) store.write(samples)
    stop = schedule(look, SAMPLE_EVERY_MS)
  }
  stop = schedule(look, SAMPLE_EVERY_MS)
  return {
    // The present is in it too, also in the first seconds.
    trend: () => trendOf(withSample(samples, liveFloor(), now()), now()),
    stop: () => {
      stop()
      store.write(samples)
    },
  }
}
