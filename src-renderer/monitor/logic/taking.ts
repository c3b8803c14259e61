// A monitor that is to become the supervisor's own call: the microphone is closed until the PBX has confirmed it. Pure.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import type { MonitorEvent } from '#contract/monitor.ts'
import type { Result } from '#contract/result.ts'
import { askListen, modeReported } from './mode-state.ts'
import type { Idle, Live, Monitor, MonitorInput } from './monitor.ts'

/** Only on a call that is up and known, and once at a time. */
export function takeOver(monitor: Live, { actId, from, agent }: Extract<MonitorInput, { kind: 'takeOver' }>): Live {
  if (monitor.taking || monitor.move || monitor.call === 'ended' || monitor.links === 'broken') return monitor
  const { modeState } = monitor
  if (modeState.kind === 'confirmed' && modeState.mode === 'listen')
    return { ...monitor, taking: { actId, from, agent, answer: 'awaited' }, notice: null }
  return askListen({ ...monitor, taking: { actId, from, agent, answer: 'first' }, notice: null })
}

/** While it is asked for nothing else is done: the line may be with the caller already. */
export function whileTaking(monitor: Live, input: MonitorInput): Monitor | 'asUsual' {
  const { taking, ticket } = monitor
  if (!taking) return 'asUsual'
  switch (input.kind) {
    case 'takeOverAnswered':
      return input.actId === taking.actId && input.ticketId === ticket.id ? answered(monitor, input.result) : monitor
    case 'takeOverTimedOut':
      if (input.actId !== taking.actId || input.ticketId !== ticket.id) return monitor
      return taking.answer === 'first' ? notTaken(monitor, deskFailure('unconfirmed')) : unknown(monitor)
    case 'pbx':
      return input.event.ticketId === ticket.id ? pbxWhileTaking(monitor, input.event) : monitor
    case 'withdrawn': // that the agent has left is what was asked for
    case 'listen':
    case 'choose':
    case 'muted':
    case 'takeOver':
      return monitor
    case 'end':
    case 'forgotten':
      return taking.answer === 'awaited' ? monitor : 'asUsual'
    default:
      return 'asUsual'
  }
}

const nobody = { name: null, number: '' }

/** It is the supervisor's own call now, on the phone the monitor was on. */
export function tookOver({ asks, takenBy, taking }: Live): Idle {
  if (takenBy === 'otherPhone') return { phase: 'idle', asks, notice: { kind: 'onYourPhone' } }
  const { from, agent, answer } = taking ?? { from: nobody, agent: nobody, answer: null }
  return { phase: 'idle', asks, notice: null, tookOver: { from, agent, muted: answer !== 'awaited' } }
}

/** Nobody hears any more: now it is asked for. */
function inListenFirst(monitor: Live): Live {
  const { modeState, taking } = monitor
  if (!taking || modeState.kind !== 'confirmed' || modeState.mode !== 'listen') return monitor
  return { ...monitor, taking: { ...taking, answer: 'awaited' }, notice: null }
}

function answered(monitor: Live, result: Result<null>): Monitor {
  if (result.ok) return tookOver(monitor)
  return isUnknown(result.error) ? unknown(monitor) : notTaken(monitor, result.error)
}

const isUnknown = ({ code }: DeskError): boolean =>
  code === 'actUnknown' || code === 'serverGone' || code === 'timedOut' || code === 'internal'

function unknown(monitor: Live): Live {
  const { taking } = monitor
  if (taking?.answer !== 'awaited') return monitor
  return { ...monitor, taking: { ...taking, answer: 'unknown' }, notice: { kind: 'maybeTakenOver' } }
}

/** What mode is in force after that is not known, unless it was listen all the time. */
function notTaken(monitor: Live, error: DeskError): Live {
  const free: Live = { ...monitor, taking: null, notice: { kind: 'notTakenOver', error } }
  const { modeState } = monitor
  return modeState.kind === 'confirmed' && modeState.mode === 'listen' ? free : askListen(free)
}

function pbxWhileTaking(monitor: Live, event: MonitorEvent): Monitor | 'asUsual' {
  switch (event.kind) {
    case 'ended':
      if (event.reason === 'takenOver') return tookOver(monitor)
      // Perhaps the caller is on the line: whoever sits here finds out, and nobody is hung up or hears anything until then.
      return event.reason === 'pbxLost' ? tookOver(unknown(monitor)) : 'asUsual'
    case 'mode':
      if (monitor.taking?.answer === 'first') return inListenFirst(modeReported(monitor, event.mode, event.changeId))
      if (monitor.taking?.answer === 'awaited') return monitor
      // Back in listen, the call stayed with the agent.
      return event.mode === 'listen' ? notTaken(monitor, deskFailure('pbxRefused')) : monitor
    case 'unsure':
      return monitor.taking?.answer === 'first' ? 'asUsual' : monitor
    case 'attached':
    case 'targetEnded':
    case 'retargeted':
      return 'asUsual'
  }
}
