// Numbers, times and durations as the person's locale writes them, in the language that is spoken now.
import { localeNow } from './spoken.ts'

const made = new Map<string, Formats>()

/** The formats of the locale spoken now; each locale's are made once. */
function formats(): Formats {
  const locale = localeNow()
  const known = made.get(locale) ?? formatsOf(locale)
  made.set(locale, known)
  return known
}

type Formats = ReturnType<typeof formatsOf>

const formatsOf = (locale: string) => ({
  number: new Intl.NumberFormat(locale),
  // A floor has a hundred durations that tick: what they are made of is written once.
  upToSixty: sixty(new Intl.NumberFormat(locale)),
  twoDigits: sixty(new Intl.NumberFormat(locale, { minimumIntegerDigits: 2 })),
  percent: new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }),
  timeOfDay: new Intl.DateTimeFormat(locale, { timeStyle: 'medium', hourCycle: 'h23' }),
  hourAndMinute: new Intl.DateTimeFormat(locale, { timeStyle: 'short', hourCycle: 'h23' }),
  moment: new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' }),
  language: new Intl.DisplayNames(locale, { type: 'language' }),
  list: new Intl.ListFormat(locale, { style: 'short', type: 'conjunction' }),
})

const sixty = (format: Intl.NumberFormat): readonly string[] =>
  Array.from({ length: 60 }, (_, value) => format.format(value))

export const formatNumber = (value: number): string => formats().number.format(value)

/** A share of one, as whole per cent. */
export const formatPercent = (share: number): string => formats().percent.format(share)

/** A moment (epoch ms) as hh:mm:ss of the local clock. */
export const formatTime = (at: number): string => formats().timeOfDay.format(at)

/** A moment (epoch ms) as hh:mm of the local clock. */
export const formatHour = (at: number): string => formats().hourAndMinute.format(at)

/** A moment (epoch ms) as day and hh:mm of the local clock. */
export const formatMoment = (at: number): string => formats().moment.format(at)

/** What stands between the fields of a CSV here: where the comma is the decimal sign, spreadsheets expect a semicolon. */
export const fieldSeparator = (): ',' | ';' => (formats().number.format(1.5).includes(',') ? ';' : ',')

/** A language by what it is called in the one that is spoken: `de` is “German” in English. */
export const formatLanguage = (language: string): string => formats().language.of(language) ?? language

export const formatList = (parts: readonly string[]): string => formats().list.format(parts)

/** A span in ms as m:ss, from an hour on h:mm:ss. A span below zero (clocks that disagree) reads 0:00. */
export function formatDuration(spanMs: number): string {
  const { number, upToSixty, twoDigits } = formats()
  const seconds = Math.max(0, Math.floor(spanMs / 1000))
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor(seconds / 60) % 60
  const rest = twoDigits[seconds % 60]
  return hours > 0 ? `${number.format(hours)}:${twoDigits[minutes]}:${rest}` : `${upToSixty[minutes]}:${rest}`
}
