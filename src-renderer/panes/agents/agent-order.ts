// Which agents are shown, and in which order. By name, whatever they do: a state that changes must not move a row.
import type { Agent, Floor } from '#contract/floor.ts'
import { agentParts } from '#renderer/floor/agent-parts.ts'
import { agentPasses } from '#renderer/floor/filters.ts'
import { finder } from '#renderer/floor/haystacks.ts'
import { partyOnFloor } from '#renderer/floor/party-text.ts'
import { presenceKinds } from '#renderer/floor/select.ts'
import type { Shown } from '#renderer/floor/shown.ts'
import { compareText } from '#renderer/words/collation.ts'
import type { Words } from '#renderer/words/words.ts'
import { nothingOrdered, type Ordered, ordered } from '../pane/ordered.ts'
import { type SortKey, sortRows } from '../pane/sort-rows.ts'

/** Ids of all agents by name, then extension. Returns the same ids while names and extensions stay the same. */
export const agentOrder = (before: Ordered<Agent>, agents: Floor['agents']): Ordered<Agent> =>
  ordered(before, agents, {
    alike: (now, was) => now.name === was.name && now.extension === was.extension,
    compare: (a, b) => compareText(a.name, b.name) || compareText(a.extension, b.extension),
  })

export const noAgents: Ordered<Agent> = nothingOrdered

/** Of these agents those who are searched for and pass the filters, in the order that is asked for. `now` in epoch ms. */
export function agentsShown(
  words: Words,
  ids: readonly string[],
  floor: Floor,
  { search, filters, sort }: Pick<Shown, 'search' | 'filters' | 'sort'>,
  now: number,
): readonly string[] {
  const found = finder(words, search, floor)
  const rows = ids.flatMap((id) => {
    const agent = floor.agents[id]
    if (!agent || !agentPasses(filters, floor, agent, now)) return []
    return found === null || found.agent(agent) ? [agent] : []
  })
  const sorted = sort ? sortRows(rows, (agent) => sortKey(words, floor, agent, sort.column), sort.descending) : rows
  return sorted.map((agent) => agent.id)
}

function sortKey(words: Words, floor: Floor, agent: Agent, column: string): SortKey {
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
      return agentParts(words, floor, agent).queueNames.join() || null
    case 'talking': {
      const { other } = agentParts(words, floor, agent)
      return other ? partyOnFloor(words, floor, other).main : null
    }
    default:
      return agent.name
  }
}
