// The way into a monitor: asking for it, connecting the line, and waiting for its sound. Pure.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import type { MonitorEvent } from '#contract/monitor.ts'
import { byPhone, overBecause, toEnding } from './ending.ts'
import {
  type Ask,
  type Asking,
  askOf,
  type Connecting,
  type Ending,
  type Live,
  type Monitor,
  type MonitorInput,
  sameTarget,
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
      return input.ticketId === monitor.ticket.id ? notConnected(monitor, tooLate(monitor)) : monitor
    case 'connectDoubtful':
      return input.ticketId === monitor.ticket.id && monitor.doubt
        ? notConnected(monitor, deskFailure('pbxUnreachable'))
        : monitor
    case 'linksBroke':
      return monitor.links === 'broken' ? monitor : { ...monitor, links: 'broken' }
    case 'linksMended':
      return monitor.links === 'up' ? monitor : { ...monitor, links: 'up', doubt: null }
    case 'pbx':
      return input.event.ticketId === monitor.ticket.id ? pbxWhileConnecting(monitor, input.event, at) : monitor
    case 'lineTook':
      return input.ticketId === monitor.ticket.id ? { ...monitor, takenBy: 'console' } : monitor
    case 'lineEnded':
      return input.ticketId === monitor.ticket.id ? lineEnded(monitor, input.cause ?? null) : monitor
    case 'soundMissing':
      return input.ticketId === monitor.ticket.id ? notConnected(monitor, input.cause) : monitor
    default:
      return monitor
  }
}

const notConnected = (monitor: Connecting, error: DeskError): Ending =>
  toEnding(monitor, monitor.ticket, { kind: 'notStarted', error }, null)

/** Whoever has connected the line has had its answer. */
const tooLate = ({ untilSound }: Connecting): DeskError =>
  deskFailure(untilSound.length > 0 ? 'lineNoPath' : 'lineDidNotAnswer')

/** Another phone may have been quicker; but what the PBX has connected to this line no other phone takes any more. */
function lineEnded(monitor: Connecting, cause: DeskError | null): Monitor {
  if (cause) return notConnected(monitor, cause)
  return monitor.untilSound.length > 0
    ? toEnding(monitor, monitor.ticket, null, null)
    : { ...monitor, takenBy: 'nobody', sound: 'awaited' }
}

// The same Listen again means: no, leave it.
const another = (monitor: Ask, wanted: Ask): Ask | null =>
  sameTarget(monitor.target, wanted.target) ? null : askOf(wanted)

function started(monitor: Asking, result: Extract<MonitorInput, { kind: 'started' }>['result'], at: number): Monitor {
  const { asks, target, follow, why, reason, since, early } = monitor
  if (!result.ok) return { phase: 'idle', asks, notice: { kind: 'notStarted', error: result.error } }
  const ticket = result.value
  const none = { takenBy: 'nobody', doubt: null, links: 'up', sound: 'awaited', untilSound: [] } as const
  const connecting: Monitor = { phase: 'connecting', asks, target, follow, why, reason, since, ticket, ...none }
  const events = early.filter((event) => event.ticketId === ticket.id)
  return events.reduce<Monitor>(
    (now, event) => (now.phase === 'connecting' ? nextConnecting(now, { kind: 'pbx', event }, at) : now),
    connecting,
  )
}

function pbxWhileConnecting(monitor: Connecting, event: MonitorEvent, at: number): Monitor {
  const isConnected = event.kind === 'attached' || event.kind === 'retargeted' || monitor.untilSound.length > 0
  if (isConnected && event.kind !== 'ended' && monitor.takenBy === 'console' && monitor.sound === 'awaited')
    return { ...monitor, untilSound: [...monitor.untilSound, event] }
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
