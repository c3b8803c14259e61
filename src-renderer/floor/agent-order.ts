// Which agents are shown, and in which order. By name, whatever they do: a state that changes must not move a row.
import type { Agent, Floor } from '../../src-preload/contract/floor.ts'
import { compareText } from '../words/collation.ts'
import { agentParts } from './agent-parts.ts'
import { agentPasses } from './filters.ts'
import { finder } from './haystacks.ts'
import { partyOnFloor } from './party-text.ts'
import { presenceKinds } from './select.ts'
import type { Shown } from './shown.ts'
import { type SortKey, sortRows } from './sort-rows.ts'

/** Ids of all agents by name, then extension. Returns the same ids while names and extensions stay the same. */
export function agentOrder(before: AgentOrder, agents: Floor['agents']): AgentOrder {
  if (before.agents === agents) return before
  const rows = Object.values(agents)
  const same = rows.length === before.ids.length && rows.every((agent) => sortsAlike(agent, before.agents[agent.id]))
  if (same) return { agents, ids: before.ids }
  rows.sort((a, b) => compareText(a.name, b.name) || compareText(a.extension, b.extension))
  return { agents, ids: rows.map((agent) => agent.id) }
}

export type AgentOrder = { readonly agents: Floor['agents']; readonly ids: readonly string[] }

export const noAgents: AgentOrder = { agents: {}, ids: [] }

function sortsAlike(now: Agent, before: Agent | undefined): boolean {
  return now === before || (before !== undefined && now.name === before.name && now.extension === before.extension)
}

/** Of these agents those who are searched for and pass the filters, in the order that is asked for. `now` in epoch ms. */
export function agentsShown(
  ids: readonly string[],
  floor: Floor,
  { search, filters, sort }: Pick<Shown, 'search' | 'filters' | 'sort'>,
  now: number,
): readonly string[] {
  const found = finder(search, floor)
  const rows = ids.flatMap((id) => {
    const agent = floor.agents[id]
    if (!agent || !agentPasses(filters, floor, agent, now)) return []
    return found === null || found.agent(agent) ? [agent] : []
  })
  const sorted = sort ? sortRows(rows, (agent) => sortKey(floor, agent, sort.column), sort.descending) : rows
  return sorted.map((agent) => agent.id)
}

function sortKey(floor: Floor, agent: Agent, column: string): SortKey {
  switch (column) {
    case 'extension':
      return agent.extension
    case 'presence':
      return presenceKinds.indexOf(agent.presence.kind)
    case 'since':
      return -agent.since // the duration is what is shown
    case 'calls':
      return agent.callsToday ?? null
    case 'queues':
      return agentParts(floor, agent).queueNames.join() || null
    case 'talking': {
      const { other } = agentParts(floor, agent)
      return other ? partyOnFloor(floor, other).main : null
    }
    default:
      return agent.name
  }
}
