// Whether what the far side tells keeps up: it is asked again and again on the very connection its news come by. Pure.

/**
 * An answer stands behind all the news that were told before the question was taken, so the time to it bounds how late the
 * news are, with one clock and no guess about the other. Stamps of the far side's clock show what waits before it is told:
 * of them only the change counts, since the two clocks need not agree.
 */
export type Pulse = {
  readonly askedAt: number | null // epoch ms, here; null: no question is open
  readonly tookMs: number // until the last answer
  readonly calm: number // answers in time, one after the other, since it fell behind
  readonly least: number | null // the smallest (here − stamp) seen: the clocks' difference and the shortest way
  readonly stamp: number | null // the newest, epoch ms of the other clock
  readonly lateStamp: { readonly at: number; readonly ms: number } | null
  readonly lookedAt: number
  readonly behindSince: number | null // epoch ms: up to here what is known is whole
}

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
const CLOCK_WAS_SET_MS = 5000
const LONG_SLEEP_MS = 10_000

export const restedPulse = (at: number): Pulse => ({
  askedAt: null,
  tookMs: 0,
  calm: 0,
  least: null,
  stamp: null,
  lateStamp: null,
  behindSince: null,
  lookedAt: at,
})

/** `at`: epoch ms, here. */
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
      if (gap < 0 || gap > LONG_SLEEP_MS) return awake(looked, at)
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
  const least = pulse.least === null || isSet ? way : Math.min(pulse.least, way)
  const ms = way - least
  const seen = { ...pulse, least, stamp: isSet ? stamp : Math.max(stamp, pulse.stamp ?? stamp) }
  return ms < BEHIND_MS ? seen : { ...seen, calm: 0, lateStamp: { at, ms } }
}

/** This machine slept for long or its clock was set: of the other clock nothing is known any more. No question is of the future. */
const awake = (pulse: Pulse, at: number): Pulse => ({
  ...pulse,
  least: null,
  stamp: null,
  lateStamp: null,
  askedAt: pulse.askedAt === null ? null : Math.min(pulse.askedAt, at),
})

function judged(pulse: Pulse, at: number): Pulse {
  const late = lateMs(pulse, at)
  if (pulse.behindSince === null) return late < BEHIND_MS ? pulse : { ...pulse, behindSince: at - late, calm: 0 }
  return pulse.calm >= CALM_ANSWERS && late <= CALM_MS ? { ...pulse, behindSince: null } : pulse
}
