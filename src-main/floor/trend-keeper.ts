// Looks at the floor every 15 seconds, whether or not a window is open, so that a reload keeps the last hours.
import type { Floor } from '../../src-preload/contract/floor.ts'
import type { Trend } from '../../src-preload/contract/trend.ts'
import type { Stop } from '../pbx/connector.ts'
import type { Schedule } from './keeper.ts'
import { SAMPLE_EVERY_MS, type Samples, trendOf, withSample } from './trend.ts'

export type TrendKeeper = { readonly trend: () => Trend; readonly stop: Stop }

export type TrendParts = {
  readonly now: () => number // epoch ms
  readonly schedule: Schedule
  /** The floor while it is live; null otherwise. */
  readonly liveFloor: () => Floor | null
}

export function keepTrend({ now, schedule, liveFloor }: TrendParts): TrendKeeper {
  let samples: Samples = []
  let stop: Stop = () => {}
  const look = () => {
    samples = withSample(samples, liveFloor(), now())
    stop = schedule(look, SAMPLE_EVERY_MS)
  }
  stop = schedule(look, SAMPLE_EVERY_MS)
  return {
    // The present is in it too, also in the first seconds.
    trend: () => trendOf(withSample(samples, liveFloor(), now()), now()),
    stop: () => stop(),
  }
}
