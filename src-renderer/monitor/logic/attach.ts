// The way into a monitor and out of it: asking, connecting, ending. Pure.
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
  sameTarget,
  type TakenBy,
} from './monitor.ts'

const MOST_EARLY = 8

export function nextAsking(monitor: Asking, input: MonitorInput, at: number): Monitor {
  switch (input.kind) {
    case 'listen':
      return toEnding(monitor, null, null, another(monitor, input))
    case 'end':
      return toEnding(monitor, null, null, null)
    case 'loggedOut':
      return toEnding(monitor, null, { kind: 'loggedOut' }, null)
    case 'started':
      return input.askId === monitor.asks ? started(monitor, input.result, at) : monitor
    case 'startTimedOut':
      return input.askId === monitor.asks
        ? { phase: 'idle', asks: monitor.asks, notice: { kind: 'notStarted', error: deskFailure('timedOut') } }
        : monitor
    case 'pbx': // the PBX may be quicker than the answer that brings the ticket
      return { ...monitor, early: [...monitor.early, input.event].slice(-MOST_EARLY) }
    default:
      return monitor
  }
}

export function nextConnecting(monitor: Connecting, input: MonitorInput, at: number): Monitor {
  switch (input.kind) {
    case 'listen':
      return toEnding(monitor, monitor.ticket, null, another(monitor, input))
    case 'end':
      return toEnding(monitor, monitor.ticket, null, null)
    case 'loggedOut':
      return toEnding(monitor, monitor.ticket, { kind: 'loggedOut' }, null)
    case 'connectTimedOut':
      return input.ticketId === monitor.ticket.id
        ? toEnding(monitor, monitor.ticket, { kind: 'notStarted', error: deskFailure('lineDidNotAnswer') }, null)
        : monitor
    case 'connectDoubtful':
      return input.ticketId === monitor.ticket.id && monitor.doubt
        ? toEnding(monitor, monitor.ticket, { kind: 'notStarted', error: deskFailure('pbxUnreachable') }, null)
        : monitor
    case 'linksBroke':
      return monitor.links === 'broken' ? monitor : { ...monitor, links: 'broken' }
    case 'linksMended':
      return monitor.links === 'up' ? monitor : { ...monitor, links: 'up', doubt: null }
    case 'pbx':
      return input.event.ticketId === monitor.ticket.id ? pbxWhileConnecting(monitor, input.event, at) : monitor
    case 'lineTook':
      return input.ticketId === monitor.ticket.id ? { ...monitor, takenBy: 'console' } : monitor
    case 'lineEnded': // another phone was quicker
      return input.ticketId === monitor.ticket.id ? { ...monitor, takenBy: 'nobody' } : monitor
    default:
      return monitor
  }
}

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
      return null
    case 'lineDidNotAnswer':
      return { kind: 'over', error: deskFailure('lineDidNotAnswer') }
    case 'callEnded':
      return { kind: 'over', error: deskFailure('callGone') }
    case 'pbxEnded':
      return { kind: 'over', error: deskFailure('unknownMonitor') }
    case 'pbxLost':
      return { kind: 'over', error: deskFailure('monitorLost') }
    case 'unconfirmed':
      return { kind: 'over', error: deskFailure('unconfirmed') }
  }
}

// The same Listen again means: no, leave it.
const another = (monitor: Ask, wanted: Ask): Ask | null =>
  sameTarget(monitor.target, wanted.target) ? null : askOf(wanted)

function started(monitor: Asking, result: Extract<MonitorInput, { kind: 'started' }>['result'], at: number): Monitor {
  const { asks, target, follow, why, since, early } = monitor
  if (!result.ok) return { phase: 'idle', asks, notice: { kind: 'notStarted', error: result.error } }
  const ticket = result.value
  const none = { takenBy: 'nobody', doubt: null, links: 'up' } as const
  const connecting: Monitor = { phase: 'connecting', asks, target, follow, why, since, ticket, ...none }
  const events = early.filter((event) => event.ticketId === ticket.id)
  return events.reduce<Monitor>(
    (now, event) => (now.phase === 'connecting' ? nextConnecting(now, { kind: 'pbx', event }, at) : now),
    connecting,
  )
}

function pbxWhileConnecting(monitor: Connecting, event: MonitorEvent, at: number): Monitor {
  switch (event.kind) {
    case 'attached':
      return { ...live(monitor, event.target, at), device: event.device ?? null }
    case 'retargeted':
      return live(monitor, event.target, at)
    case 'ended':
      return overBecause(monitor.asks, event.reason)
    case 'unsure':
      return { ...monitor, doubt: { may: event.modes, until: event.until } }
    case 'mode':
    case 'targetEnded':
      return monitor
  }
}

const live = (monitor: Connecting, target: Live['target'], at: number): Live => ({
  phase: 'live',
  asks: monitor.asks,
  ticket: monitor.ticket,
  takenBy: byPhone(monitor.takenBy),
  device: null,
  target,
  heard: { since: at, until: null },
  modeState: { kind: 'confirmed', mode: 'listen', changeId: null },
  changes: 0,
  chosenFor: [],
  call: 'up',
  move: null,
  hops: 0,
  follow: { on: monitor.follow, askedId: 0 },
  links: 'up',
  notice: null,
})

// Some phone has it, and the console knows when it is its own.
const byPhone = (takenBy: TakenBy): Live['takenBy'] => (takenBy === 'console' ? 'console' : 'otherPhone')

function afterEnding(monitor: Ending, at: number): Monitor {
  const { asks, onward, notice } = monitor
  if (!onward) return { phase: 'idle', asks, notice }
  return { phase: 'asking', asks: asks + 1, ...onward, since: at, early: [] }
}
