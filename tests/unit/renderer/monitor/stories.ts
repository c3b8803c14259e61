// Short ways to bring a monitor where a test wants it.
import type { MonitorEvent, Target } from '#contract/monitor.ts'
import { ok } from '#contract/result.ts'
import { idle, type Live, type Monitor, type MonitorInput } from '#renderer/monitor/logic/monitor.ts'
import { next } from '#renderer/monitor/logic/next.ts'
import { ticketFor } from '../../../fakes/fake-desk.ts'

export const alice: Target = { callId: 'call-a', agentId: '1001' }
export const bob: Target = { callId: 'call-b', agentId: '1002' }
export const ticket = ticketFor(alice)
export const ticketId = ticket.id

export const listen = (target: Target, canHop = true): MonitorInput => ({
  kind: 'listen',
  target,
  follow: false,
  why: 'chosen',
  canHop,
})
export const started: MonitorInput = { kind: 'started', askId: 1, result: ok(ticket) }
export const pbx = (event: MonitorEvent): MonitorInput => ({ kind: 'pbx', event })
/** The console's own line answers. */
export const lineTook: MonitorInput = { kind: 'lineTook', ticketId }
/** And is heard. */
export const soundCame: MonitorInput = { kind: 'soundCame', ticketId }
export const attached = pbx({ kind: 'attached', ticketId, target: alice })
export const reported = (mode: 'listen' | 'whisperAgent' | 'whisperCaller' | 'join', changeId: number | null) =>
  pbx({ kind: 'mode', ticketId, mode, changeId })

export const moved = (monitor: Monitor, ...inputs: readonly MonitorInput[]): Monitor =>
  inputs.reduce((now, input, index) => next(now, input, 1_000 + index), monitor)

/** On the console's own line. */
export const live = (...inputs: readonly MonitorInput[]): Live => liveAfter(lineTook, soundCame, attached, ...inputs)

/** On a phone of the supervisor whose microphone is not the console's to close. */
export const liveOnPhone = (...inputs: readonly MonitorInput[]): Live => liveAfter(attached, ...inputs)

function liveAfter(...inputs: readonly MonitorInput[]): Live {
  const monitor = moved(idle, listen(alice), started, ...inputs)
  if (monitor.phase !== 'live') throw new Error(`not live but ${monitor.phase}`)
  return monitor
}
