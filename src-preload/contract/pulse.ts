// Whether what the far side tells keeps up: it is asked again and again on the very connection its news come by. Pure, but for watchPulse, which keeps it.
// All moments here are ticks, which nobody sets; only stamps are of a clock, the far side's own.
import type { Clock } from './time.ts'

/**
 * An answer stands behind all the news that were told before the question was taken, so the time to it bounds how late the
 * news are, with one clock and no guess about the other. Stamps of the far side's clock show what waits before it is told:
 * of them only the change within some minutes counts, since the two clocks need not agree, and drift apart.
 */
export type Pulse = {
  readonly askedAt: number | null // null: no question is open
  readonly tookMs: number // until the last answer
  readonly calm: number // answers in time, one after the other, since it fell behind
  readonly leasts: readonly Least[] // oldest first
  readonly stamp: number | null // the newest, epoch ms of the other clock
  readonly lateStamp: { readonly at: number; readonly ms: number } | null
  readonly lookedAt: number
  readonly behindSince: number | null // up to here what is known is whole
}

/** The smallest (here − stamp) seen in a span of time: the clocks' difference and the shortest way. */
type Least = { readonly from: number; readonly ms: number }

export type PulseEvent =
  | { readonly kind: 'asked' }
  | { readonly kind: 'answered' }
  | { readonly kind: 'stamp'; readonly stamp: number } // epoch ms of the far side's clock, when it happened
  | { readonly kind: 'look' }

/** From so late on it is behind, and no more once answers take less than `CALM_MS`, `CALM_ANSWERS` times in a row. */
export const BEHIND_MS = 3000
export const CALM_MS = 1000
const CALM_ANSWERS = 2
const LATE_STAMP_COUNTS_MS = 5000 // so long after it was seen
export const LOOK_EVERY_MS = 500
const SLEPT_MS = 1500 // between two looks: we were late ourselves, and answers may lie unread
const CLOCK_WAS_SET_MS = 2000 // a channel's own stamp is up to a second older than what was told before it
const LEAST_SPAN_MS = 30_000
const LEASTS = 10 // spans: a difference of clocks that stays for so long is no delay
const LONG_SLEEP_MS = 10_000

export const restedPulse = (at: number): Pulse => ({
  askedAt: null,
  tookMs: 0,
  calm: 0,
  leasts: [],
  stamp: null,
  lateStamp: null,
  behindSince: null,
  lookedAt: at,
})

/** `at`: ticks. */
export function nextPulse(pulse: Pulse, event: PulseEvent, at: number): Pulse {
  switch (event.kind) {
    case 'asked':
      return { ...pulse, askedAt: pulse.askedAt ?? at }
    case 'answered':
      return pulse.askedAt === null ? pulse : judged(answered(pulse, at - pulse.askedAt), at)
    case 'stamp':
      return judged(stamped(pulse, event.stamp, at), at)
    case 'look': {
      const gap = at - pulse.lookedAt
      const looked = { ...pulse, lookedAt: at }
      if (gap > LONG_SLEEP_MS) return awake(looked)
      return gap > SLEPT_MS ? looked : judged(looked, at)
    }
  }
}

/** How late the news may be now, in ms. */
export function lateMs({ askedAt, tookMs, lateStamp }: Pulse, at: number): number {
  const open = askedAt === null ? 0 : at - askedAt
  const stamped = lateStamp && at - lateStamp.at < LATE_STAMP_COUNTS_MS ? lateStamp.ms : 0
  return Math.max(open, tookMs, stamped)
}

const answered = (pulse: Pulse, tookMs: number): Pulse => ({
  ...pulse,
  askedAt: null,
  tookMs,
  calm: tookMs <= CALM_MS ? pulse.calm + 1 : 0,
})

function stamped(pulse: Pulse, stamp: number, at: number): Pulse {
  const way = at - stamp
  // News that wait in a line cannot get older: a stamp from long before the last one is of a clock that was set.
  const isSet = pulse.stamp !== null && stamp < pulse.stamp - CLOCK_WAS_SET_MS
  const leasts = withWay(isSet ? [] : pulse.leasts, way, at)
  const ms = way - Math.min(...leasts.map((least) => least.ms))
  const seen = { ...pulse, leasts, stamp: isSet ? stamp : Math.max(stamp, pulse.stamp ?? stamp) }
  return ms < BEHIND_MS ? seen : { ...seen, calm: 0, lateStamp: { at, ms } }
}

function withWay(leasts: readonly Least[], way: number, at: number): readonly Least[] {
  const kept = leasts.filter(({ from }) => at - from < LEAST_SPAN_MS * LEASTS)
  const last = kept.at(-1)
  if (last === undefined || at - last.from >= LEAST_SPAN_MS) return [...kept, { from: at, ms: way }]
  return way < last.ms ? [...kept.slice(0, -1), { from: last.from, ms: way }] : kept
}

/** This machine slept for long: of the other clock nothing is known any more. */
const awake = (pulse: Pulse): Pulse => ({ ...pulse, leasts: [], stamp: null, lateStamp: null })

function judged(pulse: Pulse, at: number): Pulse {
  const late = lateMs(pulse, at)
  if (pulse.behindSince === null) return late < BEHIND_MS ? pulse : { ...pulse, behindSince: at - late, calm: 0 }
  return pulse.calm >= CALM_ANSWERS && late <= CALM_MS ? { ...pulse, behindSince: null } : pulse
}

/** `since`: up to this moment (epoch ms) what is known is whole. `lateMs`: how late it is now, in whole seconds. */
export type Behind = { readonly since: number; readonly lateMs: number }

export type PulseWatchParts = {
  readonly clock: Pick<Clock, 'now' | 'ticks' | 'every'>
  /** Asks on the connection the news come by. Resolves when it was answered, at all; a question never answered stays open. */
  readonly ask: () => Promise<unknown>
  readonly askEveryMs: number
  /** At every change, and each second while it is behind; null: it keeps up. */
  readonly tell: (behind: Behind | null) => void
}

export type PulseWatch = {
  /** Something that happened at this moment of the far side's clock (epoch ms) was told just now. */
  readonly stamp: (stamp: number) => void
  readonly stop: () => void
}

const ASK_AGAIN_MS = 500 // while it is behind: it should not look old longer than it is

export function watchPulse({ clock, ask, askEveryMs, tell }: PulseWatchParts): PulseWatch {
  const { now, ticks, every } = clock
  let pulse: Pulse = restedPulse(ticks())
  let said: { readonly since: number; readonly lateMs: number } | null = null // `since` in ticks
  let askNext = 0
  let stopped = false

  const move = (event: PulseEvent) => {
    if (stopped) return
    const at = ticks()
    pulse = nextPulse(pulse, event, at)
    const late = Math.floor(lateMs(pulse, at) / 1000) * 1000
    const behind = pulse.behindSince === null ? null : { since: pulse.behindSince, lateMs: late }
    if (behind?.since === said?.since && behind?.lateMs === said?.lateMs) return
    said = behind
    tell(behind && { since: now() - (at - behind.since), lateMs: late })
  }
  const question = () => {
    if (stopped || pulse.askedAt !== null) return
    askNext = ticks() + (said ? ASK_AGAIN_MS : askEveryMs)
    move({ kind: 'asked' })
    void ask().then(() => {
      move({ kind: 'answered' })
      if (said) askNext = Math.min(askNext, ticks() + ASK_AGAIN_MS)
    })
  }
  const stopLooking = every(LOOK_EVERY_MS, () => {
    move({ kind: 'look' })
    if (ticks() >= askNext) question()
  })
  question()
  return {
    stamp: (stamp) => move({ kind: 'stamp', stamp }),
    stop: () => {
      stopped = true
      stopLooking()
    },
  }
}
