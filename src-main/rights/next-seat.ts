// Who sits at this console: signed in, idle, locked after too many wrong PINs. Pure; times are ticks in ms.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import type { Mode } from '#contract/monitor.ts'
import type { SeatBoard, SiteAccess } from '#contract/rights.ts'

export type SeatState = {
  readonly sitter: Sitter | null
  readonly failures: number // one after the other
  readonly lockedUntil: number
  readonly why: DeskError | null // what came of the last PIN or badge
}
type Sitter = {
  readonly extension: string
  readonly confirmedAt: number | null // null: nobody has touched the console since for too long
  readonly activeAt: number
  readonly isAsked: boolean // to show PIN or badge again
}

export type SeatEvent =
  | { readonly kind: 'shown'; readonly extension: string | null } // by PIN or badge; null: nobody's
  | { readonly kind: 'out' }
  | { readonly kind: 'active' }
  | { readonly kind: 'askAgain' | 'putOff' }
  | { readonly kind: 'looked' } // time has passed
  | { readonly kind: 'people'; readonly extensions: readonly string[] } // the site has others now

export const emptySeat: SeatState = { sitter: null, failures: 0, lockedUntil: 0, why: null }

const MOST_FAILURES = 5
const LOCK_MS = 30_000
const LONGEST_LOCK_MS = 900_000

type Limits = Pick<SiteAccess, 'signOutAfterS' | 'confirm'>

export function nextSeat(seat: SeatState, event: SeatEvent, at: number, limits: Limits): SeatState {
  switch (event.kind) {
    case 'shown':
      return shown(seat, event.extension, at)
    case 'out':
      return seat.sitter ? { ...seat, sitter: null, why: null } : seat
    case 'active':
      return changed(seat, (sitter) => touched(sitter, at, limits))
    case 'askAgain':
      return changed({ ...seat, why: null }, (sitter) => ({ ...sitter, isAsked: true }))
    case 'putOff':
      return changed({ ...seat, why: null }, (sitter) => ({ ...sitter, isAsked: false }))
    case 'looked': {
      const { signOutAfterS } = limits
      const isIdle = seat.sitter && signOutAfterS !== null && at - seat.sitter.activeAt >= signOutAfterS * 1000
      return isIdle ? { ...seat, sitter: null, why: null } : seat
    }
    case 'people':
      return seat.sitter && !event.extensions.includes(seat.sitter.extension) ? { ...seat, sitter: null } : seat
  }
}

/** Why PIN or badge must be shown again before this mode; null: they need not. */
export function whyNotConfirmed(
  { sitter }: SeatState,
  mode: Mode,
  at: number,
  { confirm }: SiteAccess,
): DeskError | null {
  if (!confirm || mode === 'listen' || !confirm.before.includes(mode)) return null
  if (!sitter) return deskFailure('signInAtSeat')
  const { confirmedAt, activeAt } = sitter
  const isFresh = confirmedAt !== null && at - confirmedAt < confirm.forS * 1000 && at - activeAt < confirm.idleS * 1000
  return isFresh ? null : deskFailure('confirmNeeded')
}

/** Ms until another PIN is taken; 0: now. */
export const lockedMs = ({ lockedUntil }: SeatState, at: number): number => Math.max(0, lockedUntil - at)

export function boardOf(seat: SeatState, name: string, at: number): SeatBoard {
  const { sitter, why } = seat
  const lockedS = Math.ceil(lockedMs(seat, at) / 1000)
  return sitter
    ? {
        kind: 'in',
        name,
        extension: sitter.extension,
        confirm: sitter.isAsked ? 'wanted' : 'notNow',
        why,
        lockedS,
      }
    : { kind: 'wanted', why, lockedS }
}

/** Whoever comes back to it after a while may be somebody else. */
function touched(sitter: Sitter, at: number, { confirm }: Limits): Sitter {
  const wasIdle = confirm !== null && at - sitter.activeAt >= confirm.idleS * 1000
  return { ...sitter, activeAt: at, confirmedAt: wasIdle ? null : sitter.confirmedAt }
}

/** Who sits there stays until they go: a colleague's badge confirms nothing. */
function shown(seat: SeatState, extension: string | null, at: number): SeatState {
  if (lockedMs(seat, at) > 0) return { ...seat, why: deskFailure('seatLocked') }
  const { sitter } = seat
  if (extension === null || (sitter && sitter.extension !== extension)) return failed(seat, at)
  const next = { extension, confirmedAt: at, activeAt: at, isAsked: false }
  return { sitter: next, failures: 0, lockedUntil: 0, why: null }
}

function failed(seat: SeatState, at: number): SeatState {
  const failures = seat.failures + 1
  const over = failures - MOST_FAILURES
  if (over < 0) return { ...seat, failures, why: deskFailure('wrongPin') }
  const lockedUntil = at + Math.min(LONGEST_LOCK_MS, LOCK_MS * 2 ** over)
  return { ...seat, failures, lockedUntil, why: deskFailure('seatLocked') }
}

function changed(seat: SeatState, change: (sitter: Sitter) => Sitter): SeatState {
  return seat.sitter ? { ...seat, sitter: change(seat.sitter) } : seat
}
