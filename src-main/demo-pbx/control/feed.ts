// The feed: the floor as rows for the wire, and which rows a change touches. Pure.
import type { Shown } from '../monitor/monitors.ts'
import { type Agent, agentsOf, type Call, callsOf, SERVICE_WITHIN_S, type World } from '../scenario/world.ts'

export type Row =
  | { readonly event: 'agent'; readonly agent: AgentRow }
  | { readonly event: 'queue'; readonly queue: QueueRow }
  | { readonly event: 'call'; readonly call: CallRow }
  | { readonly event: 'call-end'; readonly id: string }

export type QueueRow = {
  readonly ext: string
  readonly name: string
  readonly waiting: number
  readonly oldest: number | null
  readonly talking: number
  readonly available: number
  readonly answered: number
  readonly abandoned: number
  readonly level: number | null // share of the answered who were answered within so many seconds
  readonly within: number
}
export type AgentRow = Omit<Agent, 'afterCall' | 'kept'>
export type CallRow = Omit<Call, 'manual' | 'consults' | 'hz' | 'onLine'> & { readonly monitors: readonly Shown[] }
export type ShownOn = (call: string) => readonly Shown[]

export function wholeFloor(world: World, shownOn: ShownOn) {
  return {
    agents: Object.values(world.agents).map(agentRow),
    queues: Object.keys(world.queues).map((ext) => queueRow(world, ext)),
    calls: callsOf(world).map((call) => callRow(call, shownOn)),
  }
}

/** The rows that differ between two worlds. Calls first, so that nobody is ever on a call not yet told of. */
export function changedRows(before: World, after: World, shownOn: ShownOn): readonly Row[] {
  const calls = callsOf(after).filter((call) => before.calls[call.id] !== call)
  const agents = Object.values(after.agents).filter((agent) => before.agents[agent.ext] !== agent)
  const gone = Object.keys(before.calls).filter((id) => !after.calls[id])
  const queues = before.calls === after.calls && before.agents === after.agents ? [] : changedQueues(before, after)
  return [
    ...calls.map((call): Row => ({ event: 'call', call: callRow(call, shownOn) })),
    ...agents.map((agent): Row => ({ event: 'agent', agent: agentRow(agent) })),
    ...queues.map((queue): Row => ({ event: 'queue', queue })),
    ...gone.map((id): Row => ({ event: 'call-end', id })),
  ]
}

function agentRow(agent: Agent): AgentRow {
  const { afterCall: _afterCall, kept: _kept, ...row } = agent
  return row
}

export function callRow(call: Call, shownOn: ShownOn): CallRow {
  const { manual: _manual, consults: _consults, hz: _hz, onLine: _onLine, ...row } = call
  return { ...row, monitors: shownOn(call.id) }
}

function changedQueues(before: World, after: World): readonly QueueRow[] {
  return Object.keys(after.queues)
    .map((ext) => ({ was: queueRow(before, ext), is: queueRow(after, ext) }))
    .filter(({ was, is }) => JSON.stringify(was) !== JSON.stringify(is))
    .map(({ is }) => is)
}

function queueRow(world: World, ext: string): QueueRow {
  const calls = callsOf(world).filter((call) => call.queue === ext)
  const waiting = calls.filter((call) => call.state === 'waiting')
  const oldest = waiting.length === 0 ? null : Math.min(...waiting.map((call) => call.started))
  const queue = world.queues[ext]
  const { answered, inTime, abandoned } = queue?.today ?? { answered: 0, inTime: 0, abandoned: 0 }
  return {
    ext,
    name: queue?.name ?? ext,
    waiting: waiting.length,
    oldest,
    talking: calls.filter((call) => call.state === 'up' || call.state === 'held').length,
    available: agentsOf(world).filter((agent) => agent.status === 'idle' && agent.queues.includes(ext)).length,
    answered,
    abandoned,
    level: answered === 0 ? null : inTime / answered,
    within: SERVICE_WITHIN_S,
  }
}
