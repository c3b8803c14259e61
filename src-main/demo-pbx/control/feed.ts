// The feed: the floor as rows for the wire, and which rows a change touches. Pure.
import type { Shown } from '../monitor/monitors.ts'
import { type Agent, type Call, callsOf, type World } from '../scenario/world.ts'

export type Row =
  | { readonly event: 'agent'; readonly agent: Agent }
  | { readonly event: 'queue'; readonly queue: QueueRow }
  | { readonly event: 'call'; readonly call: CallRow }
  | { readonly event: 'call-end'; readonly id: string }

export type QueueRow = {
  readonly ext: string
  readonly name: string
  readonly waiting: number
  readonly oldest: number | null
}
export type CallRow = Omit<Call, 'manual' | 'consults' | 'hz'> & { readonly monitors: readonly Shown[] }
export type ShownOn = (call: string) => readonly Shown[]

export function wholeFloor(world: World, shownOn: ShownOn) {
  return {
    agents: Object.values(world.agents),
    queues: Object.keys(world.queues).map((ext) => queueRow(world, ext)),
    calls: callsOf(world).map((call) => callRow(call, shownOn)),
  }
}

/** The rows that differ between two worlds. Calls first, so that nobody is ever on a call not yet told of. */
export function changedRows(before: World, after: World, shownOn: ShownOn): readonly Row[] {
  const calls = callsOf(after).filter((call) => before.calls[call.id] !== call)
  const agents = Object.values(after.agents).filter((agent) => before.agents[agent.ext] !== agent)
  const gone = Object.keys(before.calls).filter((id) => !after.calls[id])
  const queues = before.calls === after.calls ? [] : changedQueues(before, after)
  return [
    ...calls.map((call): Row => ({ event: 'call', call: callRow(call, shownOn) })),
    ...agents.map((agent): Row => ({ event: 'agent', agent })),
    ...queues.map((queue): Row => ({ event: 'queue', queue })),
    ...gone.map((id): Row => ({ event: 'call-end', id })),
  ]
}

export function callRow(call: Call, shownOn: ShownOn): CallRow {
  const { manual: _manual, consults: _consults, hz: _hz, ...row } = call
  return { ...row, monitors: shownOn(call.id) }
}

function changedQueues(before: World, after: World): readonly QueueRow[] {
  return Object.keys(after.queues)
    .map((ext) => ({ was: queueRow(before, ext), is: queueRow(after, ext) }))
    .filter(({ was, is }) => was.waiting !== is.waiting || was.oldest !== is.oldest)
    .map(({ is }) => is)
}

function queueRow(world: World, ext: string): QueueRow {
  const waiting = callsOf(world).filter((call) => call.queue === ext && call.state === 'waiting')
  const oldest = waiting.length === 0 ? null : Math.min(...waiting.map((call) => call.started))
  return { ext, name: world.queues[ext]?.name ?? ext, waiting: waiting.length, oldest }
}
