// What monitors make of the floor and of the end of a SIP call. Pure.
import { no } from '../kit/answer.ts'
import type { CallEnd } from '../kit/telephony.ts'
import type { MonitorMode } from '../mixer/hearing.ts'
import { type Call, isOn, type World } from '../scenario/world.ts'
import type { EndReason, Monitor, MonitorEvent, Saying, Target } from './state.ts'

export const isAnswered = (call: Call): boolean => call.state === 'up' || call.state === 'held'

/** Why this cannot be monitored now, or null. */
export function whyNotMonitor(world: World, target: Target) {
  const call = world.calls[target.call]
  if (!call) return no('call-gone', `There is no call ${target.call} (any more).`)
  if (!isAnswered(call)) return no('not-answered', `The call ${target.call} is not answered yet.`)
  if (!isOn(call, target.agent)) return no('call-gone', `${target.agent} is not on the call ${target.call} (any more).`)
  return null
}

/** Why another mode cannot be had now, or null. */
export function whyNotMode(monitor: Monitor) {
  if (monitor.phase === 'ringing') return no('not-answered', 'The line has not answered yet.')
  return monitor.phase === 'live' ? null : no('call-gone', 'The call has ended; only listening is left.')
}

/** Why it cannot go to that call now, or null. */
export function whyNotHop(monitor: Monitor, world: World, target: Target) {
  if (monitor.phase === 'ringing') return no('not-answered', 'The line has not answered yet.')
  return whyNotMonitor(world, target)
}

/** What a change of the floor means for a monitor, if anything. */
export function floorEvent(monitor: Monitor, before: World, after: World): MonitorEvent | null {
  if (monitor.phase !== 'ringing' && monitor.phase !== 'live') return null
  const { call: id, agent } = monitor.target
  const call = after.calls[id]
  if (!call) return before.calls[id] ? { kind: 'callEnded' } : null
  return isOn(call, agent) || call.agent === null ? null : { kind: 'callMoved', agent: call.agent }
}

/** How a monitor stands, for an owner who was away. */
export function standing(monitor: Monitor): readonly Saying[] {
  if (monitor.phase === 'live') return [{ event: 'monitor.mode', mode: monitor.mode, by: 'pbx' }]
  return monitor.phase === 'afterCall' ? [{ event: 'monitor.target-ended' }] : []
}

/** `ended`: the call is over, the line is still up. */
export type Listed = {
  readonly monitor: string
  readonly call: string | null
  readonly agent: string | null
  readonly mode: MonitorMode
  readonly ended: boolean
}

export function listed({ id, monitor }: { readonly id: string; readonly monitor: Monitor }): Listed {
  const target = 'target' in monitor ? monitor.target : null
  return {
    monitor: id,
    call: target?.call ?? null,
    agent: target?.agent ?? null,
    mode: monitor.phase === 'live' ? monitor.mode : 'listen',
    ended: monitor.phase === 'afterCall',
  }
}

/** Why a monitor is over, from how its SIP call ended. */
export function reasonOf(end: CallEnd, wasAnswered: boolean): EndReason {
  if (wasAnswered) return end.by === 'remote' ? 'bye' : 'media-lost'
  if (end.status === 486 || end.status === 600) return 'busy'
  return end.status === 408 || end.status === 480 || end.status === 487 ? 'no-answer' : 'declined'
}

export const callOf = (monitor: Monitor): string | null =>
  monitor.phase === 'live' || monitor.phase === 'ringing' ? monitor.target.call : null

/** For the log. */
export const inWords = (monitor: Monitor): string =>
  monitor.phase === 'live' ? `live ${monitor.mode} on ${monitor.target.call}` : monitor.phase
