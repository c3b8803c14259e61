// The windows of one console: one of them has the place to monitor, others wait for it, and any number shows the wallboard only.
import { z } from 'zod'
import type { Withdrawal } from './hearers.ts'

/** What ends when the place is taken. `agent`: whose call it is, as far as the floor knows. */
export const placeUse = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('nothing') }),
  z.object({ kind: z.literal('listening'), agent: z.string().nullable() }),
  z.object({ kind: z.literal('phone') }), // a phone call on the console's line
  z.object({ kind: z.literal('heard'), agent: z.string().nullable() }), // somebody may hear the supervisor
])
export type PlaceUse = Readonly<z.infer<typeof placeUse>>

/** Who has the place to monitor. `holder` tells one window from the next that has it. `answers`: false while that window hangs. */
export const windowPlace = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('free') }),
  z.object({ kind: z.literal('taken'), holder: z.number().int(), answers: z.boolean(), use: placeUse }),
])
export type Place = Readonly<z.infer<typeof windowPlace>>

/** What a window is. The desk decides it by the connection, never the page. */
export const windowRole = z.discriminatedUnion('role', [
  z.object({ role: z.literal('console') }),
  z.object({ role: z.literal('waiting'), place: windowPlace }),
  z.object({ role: z.literal('wallboard') }),
])
export type WindowRole = Readonly<z.infer<typeof windowRole>>

const rank = { nothing: 0, listening: 1, phone: 2, heard: 3 } as const

/** Whether taking the place now would end more than the person was shown when they chose to. */
export function endsMoreThan(now: Place, seen: Place): boolean {
  if (now.kind === 'free') return false
  if (seen.kind === 'free' || seen.holder !== now.holder) return true
  return rank[now.use.kind] > rank[seen.use.kind]
}

/** Where wallboards can be opened: the page opens a window by itself, or the shell has displays for them. */
export const wallPlaces = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('byPage') }),
  z.object({
    kind: z.literal('displays'),
    displays: z.array(
      z.object({
        id: z.string().max(100),
        name: z.string().nullable(), // as the system calls it, where it does
        number: z.number().int().positive(),
        size: z.object({ width: z.number(), height: z.number() }),
        isHere: z.boolean(), // the console's own window stands on it
        isShown: z.boolean(), // a wallboard is there
      }),
    ),
  }),
])
export type WallPlaces = Readonly<z.infer<typeof wallPlaces>>

/** A page with this in its address is a wallboard, and nothing else. */
export const WALLBOARD_QUERY = 'as=wallboard'

/** The small card that the console's page may open above all other windows, and no other window. */
export const CARD_NAME = 'earshot-card'
export const CARD_SIZE = { width: 380, height: 148 } as const

/** `search`: of an address, with its question mark. */
export const isWallboardQuery = (search: string): boolean => search.slice(1).split('&').includes(WALLBOARD_QUERY)

// Whether somebody can be at the window: the page beats, and the desk looks.
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
