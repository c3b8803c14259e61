// What every method of monitoring an Asterisk can do; monitors.ts decides when, a method only knows how.
import type { EndReason, Mode, ModeAnswer, SwitchWay } from '#contract/monitor.ts'
import type { Result } from '#contract/result.ts'
import type { Spot } from '../floor/picture-view.ts'

export type SpyOrder = { readonly ticketId: string; readonly token: string; readonly spot: Spot }

export type SpyMethod = {
  readonly switching: readonly SwitchWay[]
  /** In words, for the status. */
  readonly how: string
  /** Rings the supervisor's phone, ready to listen at this spot. Resolves when the PBX has accepted. */
  open(order: SpyOrder): Promise<Result<null>>
  /** Attaches the line to this spot in this mode; what was before is gone first. ok: it is in force. */
  spy(ticketId: string, spot: Spot, mode: Mode): Promise<Result<null>>
  /** How the line itself may switch to this mode, or null when `spy` must do it. Afterwards `onSwitched` confirms. */
  digits(ticketId: string, spot: Spot, mode: Mode): Promise<ModeAnswer | null>
  /** Attached to nothing: the line stays up and hears silence. */
  unspy(ticketId: string): Promise<void>
  /** Removes everything of this monitor from the PBX. */
  drop(ticketId: string): Promise<void>
  /** Renews the lease on what is ours; to be called more often than it lasts. */
  renew(): Promise<void>
  /** After a lost connection: reports what ended meanwhile, as lineDown (pbxLost) and spyGone, and drops what is not to be kept. */
  resync(keep: ReadonlySet<string>): Promise<void>
}

export type SpyListener = {
  /** The supervisor's phone is connected and attached, in listen. */
  lineUp(ticketId: string): void
  lineDown(ticketId: string, reason: EndReason): void
  /** The attachment ended by itself: the spied channel is gone. */
  spyGone(ticketId: string): void
  /** A mode asked by digits is in force. */
  switched(ticketId: string, mode: Mode): void
}

export const markHeader = 'X-Monitor-Id'
export const callerName = 'Earshot monitor'
/** How long a phone may ring before the monitor is given up. */
export const ringMs = 10_000
