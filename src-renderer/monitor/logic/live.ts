// A live monitor: hops, follow, the call's end, and what happens when something it rests on breaks. Pure.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import type { Withdrawal } from '#contract/hearers.ts'
import type { MonitorEvent, Target } from '#contract/monitor.ts'
import type { Result } from '#contract/result.ts'
import { overBecause, toEnding } from './ending.ts'
import {
  askListen,
  changeFailed,
  changeTimedOut,
  choose,
  doubted,
  doubtOf,
  inListen,
  modeReported,
  mute,
  unanswered,
  unsure,
} from './mode-state.ts'
import { askOf, type Live, type Monitor, type MonitorInput, type Notice, sameTarget } from './monitor.ts'
import { takeOver, tookOver, whileTaking } from './taking.ts'

/** `at` is epoch ms. */
export function nextLive(monitor: Live, input: MonitorInput, at: number): Monitor {
  const taking = whileTaking(monitor, input)
  return taking === 'asUsual' ? asUsual(monitor, input, at) : taking
}

function asUsual(monitor: Live, input: MonitorInput, at: number): Monitor {
  switch (input.kind) {
    case 'listen':
      return listenElsewhere(monitor, input)
    case 'choose':
      return choose(monitor, input.mode, input.hearers)
    case 'follow':
      return input.on === monitor.follow.on
        ? monitor
        : { ...monitor, follow: { on: input.on, askedId: monitor.follow.askedId + 1 } }
    case 'muted':
      return mute(monitor, input.on)
    case 'takeOver':
      return takeOver(monitor, input)
    case 'end':
      return toEnding(monitor, monitor.ticket, null, null)
    case 'loggedOut':
      return toEnding(monitor, monitor.ticket, { kind: 'loggedOut' }, null)
    case 'forgotten': // its next call may have begun at this very moment
      return monitor.call === 'ended' && !monitor.move
        ? toEnding(monitor, monitor.ticket, { kind: 'forgotten' }, null)
        : monitor
    case 'dismiss':
      return monitor.notice ? { ...monitor, notice: null } : monitor
    case 'pbx':
      return input.event.ticketId === monitor.ticket.id ? pbxSays(monitor, input.event, at) : monitor
    case 'lineTook':
      return input.ticketId === monitor.ticket.id ? { ...monitor, takenBy: 'console' } : monitor
    case 'lineEnded':
      return input.ticketId === monitor.ticket.id ? lineGone(monitor, input.cause ?? null) : monitor
    case 'soundMissing':
      return input.ticketId === monitor.ticket.id ? lineGone(monitor, input.cause) : monitor
    case 'modeAnswered':
    case 'digitsAnswered':
    case 'hopAnswered':
    case 'followAnswered':
      return input.ticketId === monitor.ticket.id ? answered(monitor, input, at) : monitor
    case 'withdrawn':
      return input.ticketId === monitor.ticket.id ? withdrawn(monitor, input.why) : monitor
    case 'microphoneLost':
      return monitor.takenBy === 'console' ? unsure(monitor, { kind: 'microphoneChanged' }) : monitor
    case 'linksBroke':
      return broken(monitor, input.why)
    case 'linksMended':
      return mended(monitor)
    case 'changeTimedOut':
      return input.ticketId === monitor.ticket.id ? changeTimedOut(monitor, input.changeId) : monitor
    case 'hopTimedOut':
      return input.ticketId === monitor.ticket.id ? hopFailed(monitor, input.hopId, deskFailure('timedOut')) : monitor
    case 'soundCame':
    case 'started':
    case 'endAnswered':
    case 'startTimedOut':
    case 'connectTimedOut':
    case 'connectDoubtful':
    case 'takeOverAnswered': // late
    case 'takeOverTimedOut':
    case 'endTimedOut':
      return monitor
  }
}

const lineGone = (monitor: Live, cause: DeskError | null): Monitor =>
  toEnding(monitor, monitor.ticket, cause && { kind: 'over', error: cause }, null)

type Answer = Extract<MonitorInput, { kind: 'modeAnswered' | 'digitsAnswered' | 'hopAnswered' | 'followAnswered' }>

function answered(monitor: Live, input: Answer, at: number): Monitor {
  if (!input.result.ok && input.result.error.code === 'unknownMonitor') {
    return toEnding(monitor, monitor.ticket, { kind: 'over', error: input.result.error }, null)
  }
  switch (input.kind) {
    case 'modeAnswered': {
      const { changeId, result } = input
      if (!result.ok) return changeFailed(monitor, changeId, result.error)
      return result.value.kind === 'sendDigits' ? withDigits(monitor, changeId, result.value) : monitor
    }
    case 'digitsAnswered':
      return input.result.ok ? monitor : changeFailed(monitor, input.changeId, input.result.error)
    case 'hopAnswered':
      return hopAnswered(monitor, input.hopId, input.result, at)
    case 'followAnswered': {
      if (input.result.ok || input.askedId !== monitor.follow.askedId) return monitor
      const follow = { ...monitor.follow, on: !monitor.follow.on }
      return { ...monitor, follow, notice: { kind: 'followFailed', error: input.result.error } }
    }
  }
}

function withDigits(monitor: Live, changeId: number, order: { digits: string; by: 'info' | 'rfc4733' }): Live {
  const { modeState } = monitor
  if (modeState.kind === 'confirmed' || modeState.changeId !== changeId || modeState.digits) return monitor
  return { ...monitor, modeState: { ...modeState, digits: { digits: order.digits, by: order.by } } }
}

function listenElsewhere(monitor: Live, wanted: Extract<MonitorInput, { kind: 'listen' }>): Monitor {
  const { target } = wanted
  if (monitor.move && sameTarget(monitor.move.to, target)) return monitor
  if (!monitor.move && sameTarget(monitor.target, target)) return toEnding(monitor, monitor.ticket, null, null)
  if (!wanted.canHop) return toEnding(monitor, monitor.ticket, null, askOf(wanted))
  const hopId = monitor.hops + 1
  return {
    ...silenced(monitor),
    move: { to: target, hopId, why: wanted.why, reason: wanted.reason, isPrivate: wanted.isPrivate },
    hops: hopId,
    notice: null,
  }
}

// The hop itself brings the line back to listen, so nothing is asked for yet.
function silenced(monitor: Live): Live {
  const { modeState } = monitor
  if (modeState.kind === 'fallingBack' || (modeState.kind === 'confirmed' && modeState.mode === 'listen'))
    return monitor
  const from = modeState.kind === 'confirmed' ? modeState.mode : modeState.from
  const changes = monitor.changes + 1
  const doubt = doubtOf(modeState)
  const late = unanswered(modeState)
  return {
    ...monitor,
    changes,
    modeState: { kind: 'fallingBack', from, doubt, late, changeId: changes, digits: null, asked: false },
  }
}

function hopAnswered(monitor: Live, hopId: number, result: Result<Target>, at: number): Live {
  if (monitor.move?.hopId !== hopId) return monitor
  return result.ok ? arrived(monitor, result.value, at) : hopFailed(monitor, hopId, result.error)
}

function hopFailed(monitor: Live, hopId: number, error: DeskError): Live {
  if (monitor.move?.hopId !== hopId) return monitor
  const stayed: Live = { ...monitor, move: null, notice: { kind: 'hopFailed', error } }
  return stayed.modeState.kind === 'confirmed' ? stayed : askListen(stayed)
}

/** The answer to a hop and the PBX both tell of it. */
function arrived(monitor: Live, target: Target, at: number): Live {
  const move = monitor.move && sameTarget(monitor.move.to, target) ? null : monitor.move
  const isOnIt = monitor.call === 'up' && sameTarget(monitor.target, target)
  const heard = isOnIt ? monitor.heard : { since: at, until: null }
  return { ...monitor, target, heard, move, call: 'up', modeState: inListen, notice: null, taking: null }
}

function pbxSays(monitor: Live, event: MonitorEvent, at: number): Monitor {
  switch (event.kind) {
    case 'attached':
      return monitor
    case 'mode':
      return modeReported(monitor, event.mode, event.changeId)
    case 'unsure':
      return doubted(monitor, event)
    case 'targetEnded':
      return monitor.call === 'ended' ? monitor : callEnded(monitor, at)
    case 'retargeted':
      return event.by === 'transfer'
        ? { ...arrived(monitor, event.target, at), notice: { kind: 'transferred' } }
        : arrived(monitor, event.target, at)
    case 'ended':
      return event.reason === 'takenOver' ? tookOver(monitor) : overBecause(monitor.asks, event.reason)
  }
}

const callEnded = (monitor: Live, at: number): Live => ({
  ...monitor,
  heard: { ...monitor.heard, until: at },
  call: 'ended',
  taking: null,
  modeState: inListen,
  notice: wasSpeaking(monitor) ? { kind: 'endedWhileHeard' } : monitor.notice,
})

// Some PBXs go back to listen by themselves, and a call may leave the floor, a moment before they say why: then that is why.
function wasSpeaking({ modeState, notice }: Live): boolean {
  if (notice?.kind === 'unasked' || isPeopleChanged(notice)) return true
  return modeState.kind === 'confirmed' ? modeState.mode !== 'listen' : modeState.from !== 'listen'
}

const isPeopleChanged = (notice: Notice | null): boolean =>
  notice?.kind === 'withdrawn' && notice.error.code === 'peopleChanged'

function withdrawn(monitor: Live, why: Withdrawal): Live {
  return unsure(monitor, { kind: 'withdrawn', error: deskFailure(why) })
}

function broken(monitor: Live, why: 'interrupted' | 'onHold' | 'resting'): Live {
  if (monitor.links === 'broken') return monitor
  return unsure({ ...monitor, links: 'broken', notice: { kind: why } }, { kind: why })
}

// What was reported meanwhile may have been missed: only an answer makes it known again.
function mended(monitor: Live): Live {
  if (monitor.links === 'up') return monitor
  const whole: Live = { ...monitor, links: 'up' }
  return monitor.call === 'ended' ? { ...whole, notice: null } : askListen(whole)
}
