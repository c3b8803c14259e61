// What others ask of the floor: its states and its queues, in the order people expect.
import type { Agent, Floor, Queue } from '#contract/floor.ts'
import type { AgentState } from '#contract/views.ts'
import { compareText } from '#renderer/words/collation.ts'
import { localeNow } from '#renderer/words/spoken.ts'
import { agentState } from './agent-parts.ts'

/** In the order a supervisor asks: who talks, who could. */
export const agentStates = [
  'onCall',
  'onHold',
  'ringing',
  'available',
  'wrapUp',
  'paused',
  'doNotDisturb',
  'busy',
  'unregistered',
  'loggedOut',
] as const satisfies readonly AgentState[]

/** How many of the agents are in each state; 0 where it is none of them. */
export function stateCounts(calls: Floor['calls'], agents: Iterable<Agent>): Readonly<Record<AgentState, number>> {
  const counts = {
    onCall: 0,
    onHold: 0,
    ringing: 0,
    available: 0,
    wrapUp: 0,
    paused: 0,
    doNotDisturb: 0,
    busy: 0,
    unregistered: 0,
    loggedOut: 0,
  }
  for (const agent of agents) counts[agentState(agent, agent.callId === null ? null : calls[agent.callId])] += 1
  return counts
}

const everybody = new WeakMap<Floor, Readonly<Record<AgentState, number>>>()

/** Of all agents; counted once for each picture of the floor, however often it is asked for. */
export function countsOfAll(floor: Floor): Readonly<Record<AgentState, number>> {
  const counts = everybody.get(floor) ?? stateCounts(floor.calls, Object.values(floor.agents))
  everybody.set(floor, counts)
  return counts
}

/** The states somebody is in, in the order they are asked for; and those that are asked for by name. */
export const statesIn = (
  counts: Readonly<Record<AgentState, number>>,
  also: readonly AgentState[] = [],
): readonly AgentState[] => agentStates.filter((state) => counts[state] > 0 || also.includes(state))

// Comparing as a language does is dear, and the figures of queues change far more often than their names.
let known: { readonly names: string; readonly ids: readonly string[] } = { names: '', ids: [] }

export function queuesByName(queues: Floor['queues']): readonly Queue[] {
  const rows = Object.values(queues)
  const names = [localeNow(), ...rows.flatMap(({ id, name }) => [id, name])].join('\n')
  if (names !== known.names) {
    const ids = [...rows].sort((a, b) => compareText(a.name, b.name)).map(({ id }) => id)
    known = { names, ids }
  }
  return known.ids.flatMap((id) => queues[id] ?? [])
}
