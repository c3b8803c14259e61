// What every method of monitoring can do; the monitors decide when, a method only knows how.
import type { DeskError } from '#contract/errors.ts'
import type { EndReason, Mode, ModeAnswer, SwitchWay } from '#contract/monitor.ts'
import type { Result } from '#contract/result.ts'
import type { Spot } from './spot.ts'

export type SpyOrder = { readonly ticketId: string; readonly token: string; readonly spot: Spot }

/** silent: not in force, and nobody hears the supervisor. unknown: whatever was in force before, or was asked for, may be. */
export type SpyOutcome =
  | { readonly kind: 'inForce' }
  | { readonly kind: 'silent' | 'unknown'; readonly cause: DeskError }

/** The line given away, to talk with the caller as an ordinary call. */
export type Lending = {
  /** The line's channel. From now on it is neither touched nor renewed, and nothing is told of it. null: there is none. */
  lend(ticketId: string): string | null
  /** It was not taken, and is ours again; lineDown follows where it was lost meanwhile. */
  takeBack(ticketId: string): Promise<void>
  /** It is a call of the supervisor's own. Whatever else there is of the monitor is removed; resolves when that is known to be gone. */
  giveUp(ticketId: string): Promise<void>
}

export type SpyMethod = {
  readonly name: string
  /** null: the line can do nothing but monitor. */
  readonly lending: Lending | null
  readonly switching: readonly SwitchWay[]
  /** Modes the phone itself can bring about by digits, without the console's doing. */
  readonly canSwitch: readonly Mode[]
  /** Rings the supervisor's phone, ready to listen at this spot. Resolves when the PBX has accepted. */
  open(order: SpyOrder): Promise<Result<null>>
  /**
   * Attaches the line to this spot in this mode; what was before is gone first, as far as anybody could be heard through it. `fresh`: all of it,
   * so that nothing the PBX has kept for it is used again. One at a time for each ticket.
   */
  spy(ticketId: string, spot: Spot, mode: Mode, fresh?: boolean): Promise<SpyOutcome>
  /** How the line itself may switch to this mode, or null when `spy` must do it. Afterwards `switched` confirms. */
  digits(ticketId: string, spot: Spot, mode: Mode): Promise<ModeAnswer | null>
  /** Attached to nothing: the line stays up and hears silence. */
  unspy(ticketId: string): Promise<void>
  /** Removes everything of this monitor from the PBX, also what is only being asked for. Resolves when it is known to be gone. */
  drop(ticketId: string): Promise<void>
  /** Renews the lease on what is ours, for so many seconds; to be called more often than it lasts. */
  renew(seconds: string): Promise<void>
  /** After a lost connection: reports what ended meanwhile, as lineDown (pbxLost) and spyGone. What cannot be known is asked again. */
  resync(): Promise<void>
}

export type SpyListener = {
  /** The supervisor's phone is connected and attached, in listen. */
  lineUp(ticketId: string): void
  lineDown(ticketId: string, reason: EndReason): void
  /** The attachment ended by itself: the spied channel is gone. */
  spyGone(ticketId: string): void
  /** This mode is in force, by digits; null: which one cannot be told. */
  switched(ticketId: string, mode: Mode | null): void
}

export const markHeader = 'X-Monitor-Id'
export const callerName = 'Earshot monitor'
/** How long a phone may ring before the monitor is given up. */
export const ringMs = 10_000
