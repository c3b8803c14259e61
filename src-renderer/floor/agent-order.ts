// Which agents are shown, and in which order. By name, whatever they do: a state that changes must not move a row.
import type { Agent, Floor, Presence } from '../../src-preload/contract/floor.ts'
import { agentParts } from './agent-parts.ts'
import { matches } from './search.ts'

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

/** Ids of all agents by name, then extension. Returns `before` itself while names and extensions stay the same. */
export function agentOrder(before: AgentOrder, agents: Floor['agents']): AgentOrder {
  if (before.agents === agents) return before
  const rows = Object.values(agents)
  const same = rows.length === before.ids.length && rows.every((agent) => sortsAlike(agent, before.agents[agent.id]))
  if (same) return { agents, ids: before.ids }
  rows.sort((a, b) => collator.compare(a.name, b.name) || collator.compare(a.extension, b.extension))
  return { agents, ids: rows.map((agent) => agent.id) }
}

export type AgentOrder = { readonly agents: Floor['agents']; readonly ids: readonly string[] }

export const noAgents: AgentOrder = { agents: {}, ids: [] }

function sortsAlike(now: Agent, before: Agent | undefined): boolean {
  return before !== undefined && now.name === before.name && now.extension === before.extension
}

/** Of these agents, those whose name, extension, state, queues or other party hold every word of the search. */
export function agentsMatching(ids: readonly string[], floor: Floor, search: string): readonly string[] {
  if (search.trim() === '') return ids
  return ids.filter((id) => {
    const agent = floor.agents[id]
    if (!agent) return false
    const { other, queueNames, presenceText } = agentParts(floor, agent)
    return matches(search, [
      agent.name,
      agent.extension,
      presenceText,
      ...queueNames,
      other?.name ?? '',
      other?.number ?? '',
    ])
  })
}

export type PresenceKind = Presence['kind']

/** In the order a supervisor asks: who talks, who could. */
const presenceKinds = [
  'onCall',
  'ringing',
  'available',
  'wrapUp',
  'paused',
  'unregistered',
  'loggedOut',
] as const satisfies readonly PresenceKind[]

/** How many agents are in each state, states without any left out. */
export function presenceCounts(agents: Floor['agents']): readonly { kind: PresenceKind; count: number }[] {
  const counts = new Map<PresenceKind, number>()
  for (const { presence } of Object.values(agents)) counts.set(presence.kind, (counts.get(presence.kind) ?? 0) + 1)
  return presenceKinds.flatMap((kind) => {
    const count = counts.get(kind)
    return count === undefined ? [] : [{ kind, count }]
  })
}
