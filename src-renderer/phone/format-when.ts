// When a call was: today by the hour alone.
import { formatHour, formatMoment } from '#renderer/words/format.ts'

/** Both epoch ms. */
export const formatWhen = (at: number, now: number): string =>
  new Date(at).toDateString() === new Date(now).toDateString() ? formatHour(at) : formatMoment(at)
