// The windows of one console: one of them has the place to monitor, others wait for it, and any number shows the wallboard only.
import { z } from 'zod'

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

/** `search`: of an address, with its question mark. */
export const isWallboardQuery = (search: string): boolean => search.slice(1).split('&').includes(WALLBOARD_QUERY)
