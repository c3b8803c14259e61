// Agents under the name of their team or queue. A row of the list is named by its agent and its group. Pure.
import type { Agent, Floor } from '#contract/floor.ts'
import type { AgentState, FloorView } from '#contract/views.ts'
import { stateCounts } from '#renderer/floor/select.ts'
import { compareText } from '#renderer/words/collation.ts'

export type Group = {
  readonly id: string
  readonly name: string
  readonly agents: readonly string[]
  readonly counts: Readonly<Record<AgentState, number>> // of them in each state
}

export const PINNED = 'pinned'

export type GroupWords = { readonly favourites: string; readonly noTeam: string; readonly noQueue: string }

/** The groups by name, favourites before all, those in no group last. An agent of two queues stands in both. */
export function groupsOf(
  ids: readonly string[],
  floor: Floor,
  {
    by,
    favourites,
    say,
  }: { by: Exclude<FloorView['groupBy'], 'none'>; favourites: readonly string[]; say: GroupWords },
): readonly Group[] {
  const pinned = new Set(favourites)
  const members = new Map<string, { id: string; name: string | null; agents: string[] }>()
  for (const id of ids) {
    const agent = floor.agents[id]
    if (!agent) continue
    const places = pinned.has(id) ? [{ id: PINNED, name: say.favourites }] : placesOf(agent, floor, by)
    for (const place of places) {
      const group = members.get(place.id) ?? { ...place, agents: [] }
      group.agents.push(id)
      members.set(place.id, group)
    }
  }
  const rank = ({ id, name }: { id: string; name: string | null }) => (id === PINNED ? 0 : name === null ? 2 : 1)
  return [...members.values()]
    .sort((a, b) => rank(a) - rank(b) || compareText(a.name ?? '', b.name ?? ''))
    .map(({ id, name, agents }) => ({
      id,
      name: name ?? (by === 'team' ? say.noTeam : say.noQueue),
      agents,
      counts: stateCounts(
        floor.calls,
        agents.flatMap((agentId) => floor.agents[agentId] ?? []),
      ),
    }))
}

function placesOf(agent: Agent, floor: Floor, by: 'team' | 'queue'): readonly { id: string; name: string | null }[] {
  const none = [{ id: 'none', name: null }]
  if (by === 'team') return agent.team ? [{ id: `team ${agent.team}`, name: agent.team }] : none
  if (agent.queues.length === 0) return none
  return agent.queues.map((id) => ({ id: `queue ${id}`, name: floor.queues[id]?.name ?? id }))
}

const SEPARATOR = '\n' // in no id of an agent: extensions and names of the PBX are one line

/** Rows of the list: the group's own, then one for each of its agents. */
export const rowsOfGroups = (groups: readonly Group[]): readonly string[] =>
  groups.flatMap((group) => [
    `${SEPARATOR}${group.id}`,
    ...group.agents.map((agent) => `${agent}${SEPARATOR}${group.id}`),
  ])

/** Who or which group the row is of. */
export function partsOfRow(row: string): { readonly agentId: string | null; readonly groupId: string | null } {
  const at = row.indexOf(SEPARATOR)
  if (at < 0) return { agentId: row, groupId: null }
  return { agentId: at === 0 ? null : row.slice(0, at), groupId: row.slice(at + 1) }
}
