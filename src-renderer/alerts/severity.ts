// How bad an alert is: how many times its limit it is, then for how long. Pure.
import { FROM_TIMES } from '#renderer/floor/limits.ts'
import { type Alert, type Level, levels } from './alert.ts'
import { STAYS } from './conditions.ts'

/** `before`: its level so far, which it keeps until it is well below, so that nothing changes places to and fro. */
export function levelAt(times: number, before: Level | null): Level {
  if (times >= FROM_TIMES.critical * (before === 'critical' ? STAYS : 1)) return 'critical'
  const wasAsBad = before === 'critical' || before === 'serious'
  return times >= FROM_TIMES.serious * (wasAsBad ? STAYS : 1) ? 'serious' : 'mild'
}

/** Worst first; of those that are as bad the one that has been past its limit longest. */
export const worstFirst = (a: Alert, b: Alert): number =>
  levels.indexOf(a.level) - levels.indexOf(b.level) ||
  b.times - a.times ||
  a.pastSince - b.pastSince ||
  (a.id < b.id ? -1 : 1)
