// The timestamps of the feed: local wall time of the site without an offset, or ISO 8601, or zeros for "never".

/** Epoch ms, or null for zeros, empty and unreadable ones. */
export type ReadTime = (text: string) => number | null

const wall = /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d):(\d\d)(?:\.\d+)?$/

/**
 * A reader for one IANA zone. An hour that happens twice (clocks put back) is read as the latest moment that is not in
 * the future, an hour that never happens (put forward) as if the clocks had not moved yet.
 */
export function timeReader(zone: string, now: () => number): ReadTime {
  const offsetAt = zone === 'UTC' ? () => 0 : offsets(zone)
  return (text) => {
    const trimmed = text.trim()
    if (trimmed === '' || trimmed.startsWith('0000')) return null
    const match = wall.exec(trimmed)
    if (!match) return isoTime(trimmed)
    const [year, month, day, hour, minute, second] = match.slice(1).map(Number) as [
      number,
      number,
      number,
      number,
      number,
      number,
    ]
    return atWall(Date.UTC(year, month - 1, day, hour, minute, second), offsetAt, now())
  }
}

const dayMs = 86_400_000
const skewMs = 60_000

/** `asUtc` is the wall time read as if it were UTC. */
function atWall(asUtc: number, offsetAt: (at: number) => number, now: number): number {
  const before = asUtc - offsetAt(asUtc - dayMs)
  const after = asUtc - offsetAt(asUtc + dayMs)
  const real = [before, after].filter((at) => at + offsetAt(at) === asUtc)
  if (real.length === 0) return before
  const past = real.filter((at) => at <= now + skewMs)
  return past.length > 0 ? Math.max(...past) : Math.min(...real)
}

function isoTime(text: string): number | null {
  const at = Date.parse(text)
  return Number.isNaN(at) || at < 0 ? null : at
}

/** How far the zone's clocks are ahead of UTC at a moment, in ms. Remembered by quarter hour: no zone changes within one. */
function offsets(zone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  const known = new Map<number, number>()
  return (at) => {
    const quarter = Math.floor(at / 900_000)
    const seen = known.get(quarter)
    if (seen !== undefined) return seen
    if (known.size > 2_000) known.clear()
    const offset = wallAsUtc(format, quarter * 900_000) - quarter * 900_000
    known.set(quarter, offset)
    return offset
  }
}

function wallAsUtc(format: Intl.DateTimeFormat, at: number): number {
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part
  return Date.UTC(year, month - 1, day, hour, minute, second)
}
