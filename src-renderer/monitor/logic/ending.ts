// The way out of a monitor: its end is asked for, and over once it is known, or nothing of it can be heard any more. Pure.
import { deskFailure } from '#contract/errors.ts'
import type { Unended } from '#contract/ipc.ts'
import { type EndReason, heardByAny, type MonitorEvent, type MonitorTicket } from '#contract/monitor.ts'
import type { Result } from '#contract/result.ts'
import { doubtOf, noDoubt, orAlso } from './mode-state.ts'
import {
  type Ask,
  type Asking,
  askOf,
  type Connecting,
  type Doubt,
  type Ending,
  type Live,
  type Monitor,
  type MonitorInput,
  type Notice,
  type TakenBy,
} from './monitor.ts'

export function nextEnding(monitor: Ending, input: MonitorInput, at: number): Monitor {
  switch (input.kind) {
    case 'listen':
      return { ...monitor, onward: askOf(input), notice: null }
    case 'end':
    case 'loggedOut':
      return monitor.onward ? { ...monitor, onward: null } : monitor
    case 'started': {
      if (monitor.ticket !== null || input.askId !== monitor.asks) return monitor
      return input.result.ok ? { ...monitor, ticket: input.result.value } : afterEnding(monitor, at)
    }
    case 'endAnswered':
      if (input.ticketId !== monitor.ticket?.id) return monitor
      return isKnownGone(input.result) ? afterEnding(monitor, at) : notEndedInTime(monitor, at)
    case 'pbx':
      return input.event.ticketId === monitor.ticket?.id ? pbxWhileEnding(monitor, input.event, at) : monitor
    case 'endTimedOut':
      return input.askId === monitor.asks ? notEndedInTime(monitor, at) : monitor
    default:
      return monitor
  }
}

export const toEnding = (
  monitor: Asking | Connecting | Live,
  ticket: MonitorTicket | null,
  notice: Notice | null,
  onward: Ask | null,
): Ending => ({
  phase: 'ending',
  asks: monitor.asks,
  ticket,
  takenBy: takenByAtEnd(monitor),
  doubt: doubtAtEnd(monitor),
  answer: 'awaited',
  target: monitor.target,
  onward,
  notice,
})

function doubtAtEnd(monitor: Asking | Connecting | Live): Doubt {
  if (monitor.phase === 'connecting') return monitor.doubt ?? noDoubt
  return monitor.phase === 'live' && monitor.call === 'up' ? doubtOf(monitor.modeState) : noDoubt
}

/** A phone that may have been picked up, and from which somebody may be heard, counts as one that has it. */
function takenByAtEnd(monitor: Asking | Connecting | Live): TakenBy {
  if (monitor.phase === 'asking') return 'nobody'
  const mayBeHeard = monitor.phase === 'connecting' && heardByAny(monitor.doubt?.may ?? []) !== 'nobody'
  return mayBeHeard && monitor.takenBy === 'nobody' ? 'otherPhone' : monitor.takenBy
}

/** A monitor of the page before this one, as the desk knows it. Of its INVITE nothing will come any more. */
export const leftBefore = ({ ticketId: id, target, modes, until }: Unended): Ending => ({
  phase: 'ending',
  asks: 0,
  ticket: { id, target, mark: { by: 'evidence', fromName: null, uriIncludes: null }, askedAt: 0, follow: false },
  takenBy: 'otherPhone',
  doubt: { may: modes, until },
  answer: 'overdue',
  target,
  onward: null,
  notice: null,
})

const isKnownGone = (ended: Result<null>): boolean => ended.ok || ended.error.code === 'unknownMonitor'

// The console's own line is hung up by then and heard by nobody, and what no phone has taken is heard by nobody either: the rest is
// removed on the PBX without keeping anybody waiting.
function notEndedInTime(monitor: Ending, at: number): Monitor {
  if (monitor.takenBy !== 'otherPhone') return afterEnding(monitor, at)
  return monitor.answer === 'overdue' ? monitor : { ...monitor, answer: 'overdue' }
}

function pbxWhileEnding(monitor: Ending, event: MonitorEvent, at: number): Monitor {
  switch (event.kind) {
    case 'ended': {
      // An answer may have said first that there is no such monitor; the PBX knows why.
      const why = monitor.notice?.kind === 'over' ? noticeOf(event.reason) : null
      return afterEnding(why ? { ...monitor, notice: why } : monitor, at)
    }
    // A change that was asked for before the end may still be made after this was told.
    case 'unsure':
      return { ...monitor, doubt: { may: orAlso(monitor.doubt, ...event.modes).may, until: event.until } }
    case 'mode':
      return { ...monitor, doubt: orAlso(monitor.doubt, event.mode) }
    case 'attached': // a phone was picked up at that very moment
      return { ...monitor, takenBy: byPhone(monitor.takenBy), doubt: noDoubt }
    case 'retargeted':
    case 'targetEnded':
      return { ...monitor, doubt: noDoubt }
  }
}

/** A monitor the PBX has ended; the ends a supervisor asks for need no words. */
export function overBecause(asks: number, reason: EndReason): Monitor {
  return { phase: 'idle', asks, notice: noticeOf(reason) }
}

function noticeOf(reason: EndReason): Notice | null {
  switch (reason) {
    case 'asked':
    case 'lineHungUp':
    case 'takenOver':
      return null
    case 'lineDidNotAnswer':
      return { kind: 'over', error: deskFailure('lineDidNotAnswer') }
    case 'lineUnreached':
      return { kind: 'over', error: deskFailure('lineUnreached') }
    case 'lineUnfit':
      return { kind: 'over', error: deskFailure('lineNotWebrtc') }
    case 'callEnded':
      return { kind: 'over', error: deskFailure('callGone') }
    case 'pbxEnded':
      return { kind: 'over', error: deskFailure('unknownMonitor') }
    case 'pbxLost':
      return { kind: 'over', error: deskFailure('monitorLost') }
    case 'unconfirmed':
    case 'notAllowed':
      return { kind: 'over', error: deskFailure(reason) }
    case 'noNotice':
      return { kind: 'over', error: deskFailure('noticeNotGiven') }
  }
}

function afterEnding(monitor: Ending, at: number): Monitor {
  const { asks, onward, notice } = monitor
  if (!onward) return { phase: 'idle', asks, notice }
  return { phase: 'asking', asks: asks + 1, ...onward, since: at, early: [] }
}

// Some phone has it, and the console knows when it is its own.
export const byPhone = (takenBy: TakenBy): Live['takenBy'] => (takenBy === 'console' ? 'console' : 'otherPhone')
