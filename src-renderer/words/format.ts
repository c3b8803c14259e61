// Numbers, times and durations as the person's locale writes them.

const number = new Intl.NumberFormat()
const twoDigits = new Intl.NumberFormat(undefined, { minimumIntegerDigits: 2 })
const timeOfDay = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium', hourCycle: 'h23' })
const list = new Intl.ListFormat(undefined, { style: 'short', type: 'conjunction' })

export const formatNumber = (value: number): string => number.format(value)

/** A moment (epoch ms) as hh:mm:ss of the local clock. */
export const formatTime = (at: number): string => timeOfDay.format(at)

export const formatList = (parts: readonly string[]): string => list.format(parts)

/** A span in ms as m:ss, from an hour on h:mm:ss. A span below zero (clocks that disagree) reads 0:00. */
export function formatDuration(spanMs: number): string {
  const seconds = Math.max(0, Math.floor(spanMs / 1000))
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor(seconds / 60) % 60
  const rest = twoDigits.format(seconds % 60)
  return hours > 0
    ? `${number.format(hours)}:${twoDigits.format(minutes)}:${rest}`
    : `${number.format(minutes)}:${rest}`
}
