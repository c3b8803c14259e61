// Limits as a person writes them: seconds or minutes, per cent, and empty or 0 for none. Pure.
import type { AlertLimits, AlertRules } from '#contract/alerts.ts'

export type LimitKey = keyof AlertLimits

export const limitKeys: readonly LimitKey[] = [
  'longestWaitS',
  'waitingCallers',
  'serviceLevel',
  'longCallS',
  'longHoldS',
  'longPauseS',
]

type Unit = { readonly per: number; readonly least: number; readonly most: number }

/** What one of the written unit is in the settings, and the bounds there (see contract/alerts.ts). */
const units: Readonly<Record<LimitKey, Unit>> = {
  longestWaitS: { per: 1, least: 5, most: 86_400 },
  waitingCallers: { per: 1, least: 1, most: 1000 },
  serviceLevel: { per: 0.01, least: 0.05, most: 1 },
  longCallS: { per: 60, least: 5, most: 86_400 },
  longHoldS: { per: 1, least: 5, most: 86_400 },
  longPauseS: { per: 60, least: 5, most: 86_400 },
}

export const mostWritten = (key: LimitKey): number => Math.floor(units[key].most / units[key].per)

/** To two places: a limit of seconds that is written in minutes must not read 0, which means none. */
export const written = (key: LimitKey, limit: number | null): number | null =>
  limit === null ? null : Math.max(0.01, Math.round((limit / units[key].per) * 100) / 100)

/** null and 0 mean no alert. */
export function limitFrom(key: LimitKey, value: number | null): number | null {
  if (value === null || value === 0) return null
  const { per, least, most } = units[key]
  return Math.min(most, Math.max(least, Math.round(value * per * 10_000) / 10_000))
}

type QueueRules = AlertRules['queues']

/** The rules of the queues after one limit was written: empty is the general limit again, 0 is none for this queue. */
export function withQueueLimit(queues: QueueRules, queueId: string, key: LimitKey, value: number | null): QueueRules {
  const others = queues.filter((one) => one.queueId !== queueId)
  const { [key]: _before, ...own } = queues.find((one) => one.queueId === queueId) ?? { queueId }
  const next = value === null ? own : { ...own, [key]: limitFrom(key, value) }
  return Object.keys(next).length > 1 ? [...others, next] : others
}

/** As written for a queue: null while it goes by the general limit, 0 where it has none. */
export function writtenForQueue(queues: QueueRules, queueId: string, key: LimitKey): number | null {
  const limit = queues.find((one) => one.queueId === queueId)?.[key]
  return limit === undefined ? null : (written(key, limit) ?? 0)
}

/** Where in the settings a limit is written: of a queue, or for all (null). */
export const limitPlace = (key: LimitKey, queueId: string | null): string => `limit ${key} ${queueId ?? ''}`

/** The first of them. */
export const generalLimits = limitPlace('longestWaitS', null)

/** The queue of such a place; '' for all, and of any other place. */
export const queueOfPlace = (place: string | null): string => place?.match(/^limit \w+ (.*)$/)?.[1] ?? ''
