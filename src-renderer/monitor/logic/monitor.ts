// What a monitor is, from click to end, and everything that can happen to it. next.ts moves it.
import type { DeskError } from '#contract/errors.ts'
import type { Hearer, Withdrawal } from '#contract/hearers.ts'
import type { MonitorWhy } from '#contract/history.ts'
import type { Mode, ModeAnswer, MonitorEvent, MonitorTicket, Target } from '#contract/monitor.ts'
import type { Result } from '#contract/result.ts'
import type { Invite } from '#renderer/line/phone.ts'

/** What the supervisor should be told; the sentence stands in the catalogue. */
export type Notice =
  | {
      readonly kind: 'notStarted' | 'over' | 'notMade' | 'hopFailed' | 'followFailed' | 'withdrawn' | 'notTakenOver'
      readonly error: DeskError
    }
  | {
      readonly kind:
        | 'unconfirmed'
        | 'interrupted'
        | 'onHold'
        | 'resting' // while the supervisor is on the phone
        | 'microphoneChanged'
        | 'unasked'
        | 'transferred'
        | 'forgotten'
        | 'loggedOut'
        | 'endedWhileHeard'
        | 'maybeTakenOver'
        | 'onYourPhone' // a call that was taken over
    }

/**
 * What mode we know to be in force. changing: asked for, not confirmed. fallingBack: nothing is known, listen is wanted;
 * `asked` says whether that was sent. `from` is the last mode that was confirmed. Only `confirmed` may open the microphone, unless it is
 * `muted`: it stays closed as long as this mode is in force.
 */
export type ModeState =
  | { readonly kind: 'confirmed'; readonly mode: Mode; readonly changeId: number | null; readonly muted?: true }
  | (Pending & { readonly kind: 'changing'; readonly to: Mode })
  | (Pending & { readonly kind: 'fallingBack'; readonly asked: boolean })

/** `late`: speaking modes asked for earlier and not answered; the PBX may yet make them, whatever it tells until then. */
type Pending = {
  readonly from: Mode
  readonly doubt: Doubt
  readonly late: readonly Mode[]
  readonly changeId: number
  readonly digits: Digits | null
}

/** `may`: every mode that may be in force. `until`: when the PBX has ended the monitor by itself at the latest (epoch ms), if known. */
export type Doubt = { readonly may: readonly Mode[]; readonly until: number | null }

/** Which phone has it: the line in this console, or another of the supervisor's, whose microphone the console cannot close. */
export type TakenBy = 'nobody' | 'console' | 'otherPhone'
export type Digits = { readonly digits: string; readonly by: 'info' | 'rfc4733' }

/** `why`: what was pressed to listen, `reason`: in the supervisor's words, where the site wants one; they go into the history. */
export type Ask = {
  readonly target: Target
  readonly follow: boolean
  readonly why: MonitorWhy
  readonly reason?: string | undefined
  /** Without the site's notice, where the supervisor may and chose it. */
  readonly isPrivate?: true | undefined
}

type Counted = { readonly asks: number } // how often a monitor was asked for in this window

/** Who is on the line now, and who had the call before. `muted`: it was known late, so that the microphone opens by hand. */
export type TookOver = {
  readonly from: Invite['from']
  readonly agent: Invite['from']
  readonly muted: boolean
}

/** `tookOver`: the monitor before has ended by that. */
export type Idle = Counted & {
  readonly phase: 'idle'
  readonly notice: Notice | null
  readonly tookOver?: TookOver
}
export type Asking = Counted &
  Ask & {
    readonly phase: 'asking'
    readonly since: number // epoch ms, by this window's clock
    readonly early: readonly MonitorEvent[] // of tickets that have not come yet
  }
export type Connecting = Counted &
  Ask & {
    readonly phase: 'connecting'
    readonly ticket: MonitorTicket
    readonly takenBy: TakenBy // nobody: not known before it is live, unless the console's line has answered
    /** Nobody would tell now that a phone is answered, nor what is pressed on it. null: all is well. */
    readonly doubt: Doubt | null
    readonly links: 'up' | 'broken'
    readonly since: number
    /** Of the console's own line; what another phone hears nobody here knows. */
    readonly sound: 'awaited' | 'came'
    /** What the PBX has told since it connected the line, while its sound is awaited: it counts once that has come. */
    readonly untilSound: readonly MonitorEvent[]
  }
/** The time the monitor is on this call, epoch ms by this window's clock; a hop or the next call begins another. `until` null: it is on it. */
export type HeardTime = { readonly since: number; readonly until: number | null }

export type Live = Counted & {
  readonly phase: 'live'
  readonly ticket: MonitorTicket
  readonly takenBy: Exclude<TakenBy, 'nobody'>
  readonly device: string | null // which of the supervisor's phones took it, where the PBX says
  readonly target: Target
  readonly heard: HeardTime
  readonly modeState: ModeState
  readonly changes: number // the last changeId given out
  readonly chosenFor: readonly Hearer[] // who was to hear, when a mode was chosen last
  readonly call: 'up' | 'ended'
  readonly move: (Pick<Ask, 'why' | 'reason' | 'isPrivate'> & { readonly to: Target; readonly hopId: number }) | null
  readonly hops: number
  /**
   * The call is to be the supervisor's own; the microphone is closed until that is known. first: listen is to be in force before it is asked
   * for, so that nobody hears who did not hear before. unknown: it may be theirs.
   */
  readonly taking?: {
    readonly actId: string
    readonly from: Invite['from']
    readonly agent: Invite['from']
    readonly answer: 'first' | 'awaited' | 'unknown'
  } | null
  readonly follow: { readonly on: boolean; readonly askedId: number }
  readonly links: 'up' | 'broken'
  readonly notice: Notice | null
}
/**
 * `ticket` null: the answer to startMonitor is awaited, to end what it brings. `onward`: what to listen to next. `doubt`: what may be in
 * force until the end is known. overdue: the PBX has not confirmed the end in time; on another phone it is not over before that.
 */
export type Ending = Counted & {
  readonly phase: 'ending'
  readonly ticket: MonitorTicket | null
  readonly takenBy: TakenBy
  readonly doubt: Doubt
  readonly answer: 'awaited' | 'overdue'
  readonly target: Target
  readonly onward: Ask | null
  readonly notice: Notice | null
}

export type Monitor = Idle | Asking | Connecting | Live | Ending

/** Answers name the monitor they are about: a late one of the monitor before changes nothing of this one. */
type OfTicket = { readonly ticketId: string }

export type MonitorInput =
  // the supervisor
  | (Ask & { readonly kind: 'listen'; readonly canHop: boolean })
  | { readonly kind: 'choose'; readonly mode: Mode; readonly hearers: readonly Hearer[] }
  | { readonly kind: 'muted'; readonly on: boolean } // the microphone, in the mode that is in force
  | { readonly kind: 'follow'; readonly on: boolean }
  /** `from`: who will be on the line. */
  | { readonly kind: 'takeOver'; readonly actId: string; readonly from: Invite['from']; readonly agent: Invite['from'] }
  | { readonly kind: 'end' }
  | { readonly kind: 'loggedOut' } // of the line: that ends it
  | { readonly kind: 'dismiss' }
  // the guard: its call has ended and nobody keeps it
  | { readonly kind: 'forgotten' }
  // the desk's answers
  | { readonly kind: 'started'; readonly askId: number; readonly result: Result<MonitorTicket> }
  | (OfTicket & { readonly kind: 'modeAnswered'; readonly changeId: number; readonly result: Result<ModeAnswer> })
  | (OfTicket & { readonly kind: 'hopAnswered'; readonly hopId: number; readonly result: Result<Target> })
  | (OfTicket & { readonly kind: 'followAnswered'; readonly askedId: number; readonly result: Result<null> })
  | (OfTicket & { readonly kind: 'takeOverAnswered'; readonly actId: string; readonly result: Result<null> })
  | { readonly kind: 'endAnswered'; readonly ticketId: string; readonly result: Result<null> }
  // the PBX
  | { readonly kind: 'pbx'; readonly event: MonitorEvent }
  // the line; `lineTook`: it has answered the call of this ticket
  | { readonly kind: 'lineTook'; readonly ticketId: string }
  | (OfTicket & { readonly kind: 'digitsAnswered'; readonly changeId: number; readonly result: Result<null> })
  | { readonly kind: 'lineEnded'; readonly ticketId: string; readonly cause?: DeskError }
  // its first packet has come, or none comes (any more), and why
  | { readonly kind: 'soundCame'; readonly ticketId: string }
  | { readonly kind: 'soundMissing'; readonly ticketId: string; readonly cause: DeskError }
  | { readonly kind: 'microphoneLost' }
  // the desk, or the window itself: a speaking mode may not stand any more
  | (OfTicket & { readonly kind: 'withdrawn'; readonly why: Withdrawal })
  // what must hold for a mode to be known: the feed, the desk, the line
  | { readonly kind: 'linksBroke'; readonly why: 'interrupted' | 'onHold' | 'resting' }
  | { readonly kind: 'linksMended' }
  // the clock
  | { readonly kind: 'startTimedOut'; readonly askId: number }
  | { readonly kind: 'connectTimedOut' | 'connectDoubtful'; readonly ticketId: string }
  | { readonly kind: 'changeTimedOut'; readonly ticketId: string; readonly changeId: number }
  | { readonly kind: 'hopTimedOut'; readonly ticketId: string; readonly hopId: number }
  | { readonly kind: 'takeOverTimedOut'; readonly ticketId: string; readonly actId: string }
  | { readonly kind: 'endTimedOut'; readonly askId: number }

export const idle: Idle = { phase: 'idle', notice: null, asks: 0 }

/** Whether the monitor is still about this ticket; one that nobody is about must be ended. */
export function holdsTicket(monitor: Monitor, ticketId: string): boolean {
  switch (monitor.phase) {
    case 'idle':
    case 'asking':
      return false
    case 'connecting':
    case 'live':
      return monitor.ticket.id === ticketId
    case 'ending':
      return monitor.ticket?.id === ticketId
  }
}

/** The call the monitor is on, or on its way to. */
export function targetOf(monitor: Monitor): Target | null {
  switch (monitor.phase) {
    case 'idle':
    case 'ending':
      return null
    case 'asking':
    case 'connecting':
      return monitor.target
    case 'live':
      return monitor.move?.to ?? monitor.target
  }
}

export const sameTarget = (a: Target | null, b: Target | null): boolean =>
  a?.callId === b?.callId && a?.agentId === b?.agentId

export const askOf = ({ target, follow, why, reason, isPrivate }: Ask): Ask => ({
  target,
  follow,
  why,
  reason,
  isPrivate,
})
