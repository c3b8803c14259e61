// What a chart of the last hours says: the columns of a queue, and its peak. Pure.
import type { Trend } from '#contract/floor.ts'

type Column = readonly (number | null)[]

/** All three of the same length; `at` in epoch ms. */
export type TrendLines = { readonly at: readonly number[]; readonly waiting: Column; readonly inService: Column }

const nothing: TrendLines = { at: [], waiting: [], inService: [] }

export function linesOf(trend: Trend | null, queueId: string): TrendLines {
  const queue = trend?.queues[queueId]
  return trend && queue ? { at: trend.at, ...queue } : nothing
}

export type Peak = { readonly value: number; readonly at: number }

/** The highest known value and when it was first reached; null when nothing is known. */
export function peakOf(at: readonly number[], values: Column): Peak | null {
  return values.reduce<Peak | null>((best, value, index) => {
    const moment = at[index]
    if (value === null || moment === undefined || (best && value <= best.value)) return best
    return { value, at: moment }
  }, null)
}
