// Which agents are shown, and in which order. By name, whatever they do: a state that changes must not move a row.
import type { Agent, Floor, Queue } from '#contract/floor.ts'
import { filtersInUse } from '#contract/views.ts'
import { agentPasses } from '#renderer/floor/filters.ts'
import type { Sought } from '#renderer/floor/shown.ts'
import { compareText } from '#renderer/words/collation.ts'
import type { Words } from '#renderer/words/words.ts'
import { keptFound, keptHay } from '../pane/finder.ts'
import { nothingOrdered, type Ordered, ordered } from '../pane/ordered.ts'
import { sortedBy, type TableColumn } from '../pane/table.tsx'
import { agentOrders, besideAgent } from './columns.tsx'

/** Ids of all agents by name, then extension. Returns the same ids while names and extensions stay the same. */
export const agentOrder = (before: Ordered<Agent>, agents: Floor['agents']): Ordered<Agent> =>
  ordered(before, agents, {
    alike: (now, was) => now.name === was.name && now.extension === was.extension,
    compare: (a, b) => compareText(a.name, b.name) || compareText(a.extension, b.extension),
  })

export const noAgents: Ordered<Agent> = nothingOrdered

type Columns<Row> = readonly TableColumn<Row, never>[]

/** What rows are judged by: their own columns, and those of queues. */
export type AgentTables = { readonly agents: Columns<Agent>; readonly queues: Columns<Queue> }

export const agentHay = keptHay<Agent>(besideAgent)

const agentsFound = keptFound<Agent>({
  rowOf: ({ agents }, id) => agents[id],
  hay: agentHay,
  queuesOf: ({ queues }) => queues,
})

/** Of these agents those who are searched for and pass the filters, in the order that is asked for. `now` in epoch ms. */
export function agentsShown(
  words: Words,
  ids: readonly string[],
  floor: Floor,
  { search, sort, ...sieve }: Sought,
  now: number,
  { agents: columns, queues }: AgentTables,
): readonly string[] {
  const found = agentsFound(floor, { words, ids, columns, queueColumns: queues, search })
  const rows =
    filtersInUse(sieve.filters) === 0 ? found : found.filter((agent) => agentPasses(sieve, floor, agent, now))
  return sortedBy([...columns, ...agentOrders], rows, sort, { floor, words }).map(({ id }) => id)
}
