// How a registration stands after what the registrar said. Pure.

import { deskFailure } from '#contract/errors.ts'
import { isConsoleContact } from '#contract/line-account.ts'
import type { Registration } from './phone.ts'

/**
 * Whether the registrar lists a console at another seat (RFC 3261 10.3: the 200 lists every contact of the line). Desk phones
 * and other softphones may share a line; two consoles would ring for each other's monitors. Another contact of our own seat is
 * what a crash or a power cut left there: only one console sits at a seat.
 */
export function sharedWithConsole(contacts: readonly string[], own: string): boolean {
  const users = contacts.flatMap((header) => [...header.matchAll(/sips?:([^@>;,\s]+)@/g)].map(([, user]) => user ?? ''))
  return users.some((user) => isConsoleContact(user) && !own.includes(user) && !isOfSeat(user, own))
}

const isOfSeat = (user: string, own: string): boolean => {
  const seat = /earshot-[0-9a-f]{12}-/.exec(own)?.[0]
  return seat !== undefined && user.startsWith(seat)
}

/** So often a password that was good is tried again: 4, 8, 16, 32 and then 60 seconds apart, five minutes in all. */
const TRIES_OF_A_GOOD_PASSWORD = 8
const AGAIN_MS = 4_000
const AGAIN_AT_MOST_MS = 60_000

/**
 * `status` of the final answer to REGISTER, or null when there was none. `refusals`: how often in a row this account has been refused
 * before, since it was last registered; null: it never was. A registrar that starts may not know yet whom it will know.
 */
export function registrationAfterFailure(status: number | null, cause: string, refusals: number | null): Registration {
  const isFinal = refusals === null || refusals >= TRIES_OF_A_GOOD_PASSWORD
  return isRefusal(status) && isFinal
    ? { kind: 'refused', cause: deskFailure('lineRefused', `${status} ${cause}`) }
    : { kind: 'lost', cause: deskFailure('pbxUnreachable', status === null ? cause : `${status} ${cause}`) }
}

export const isRefusal = (status: number | null): boolean =>
  status !== null && status >= 400 && status < 500 && status !== 408 && status !== 480 && status !== 423

/**
 * Each refusal makes the wait longer: an intrusion detection must not take us for a guesser. `retryAfter`: what the registrar asks for
 * (RFC 3261 20.33), obeyed for as long as a person can wait.
 */
export function registerAgainInMs(refusals: number, retryAfter?: string): number {
  const asked = Number(/^\s*(\d{1,6})/.exec(retryAfter ?? '')?.[1] ?? 0) * 1000
  return Math.min(Math.max(AGAIN_MS * 2 ** refusals, asked), AGAIN_AT_MOST_MS)
}
