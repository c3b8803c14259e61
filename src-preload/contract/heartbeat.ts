// Whether somebody can be at the window: the page beats, and the desk looks. Pure.
import type { Withdrawal } from './hearers.ts'

/** The page beats so often; a page nobody sees may be slowed to one a second. */
export const BEAT_EVERY_MS = 400
/** Without a beat for so long it hangs. With the look and the PBX's answer listen is in force within 2 s. */
export const HUNG_AFTER_MS = 1_400
export const LOOK_AT_HEART_EVERY_MS = 200
const STOOD_STILL_MS = 1_000 // between two looks: the desk itself was late, and beats may lie unread
const SLEPT_MS = 5_000

/** All in ms: `beatAt` and `lookedAt` are ticks, `asleepMs` how long the machine has slept altogether. */
export type Heart = {
  readonly beatAt: number
  readonly lookedAt: number
  readonly asleepMs: number
}

export const firstHeart = (ticks: number, asleepMs: number): Heart => ({ beatAt: ticks, lookedAt: ticks, asleepMs })

export const beaten = (heart: Heart, ticks: number): Heart => ({ ...heart, beatAt: ticks })

/** As far as the beats that have been read tell. */
export const isBeating = (heart: Heart, ticks: number): boolean => ticks - heart.beatAt <= HUNG_AFTER_MS

export type Look = {
  readonly heart: Heart
  /** Why nobody is there now; null while somebody may be. */
  readonly why: Extract<Withdrawal, 'pageHung' | 'asleep'> | null
}

export function looked(heart: Heart, ticks: number, asleepMs: number): Look {
  const gapMs = ticks - heart.lookedAt
  const after = { beatAt: heart.beatAt, lookedAt: ticks, asleepMs }
  const slept = gapMs > SLEPT_MS || asleepMs - heart.asleepMs > SLEPT_MS
  if (slept) return { heart: { ...after, beatAt: ticks }, why: 'asleep' }
  if (gapMs > STOOD_STILL_MS) return { heart: { ...after, beatAt: Math.max(heart.beatAt, ticks) }, why: null }
  return { heart: after, why: isBeating(heart, ticks) ? null : 'pageHung' }
}
