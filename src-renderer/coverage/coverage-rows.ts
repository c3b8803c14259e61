// The agents of the floor with how much each was heard: those heard least first. Pure.
import type { Agent } from '#contract/floor.ts'
import type { AgentCoverage } from '#contract/history.ts'

/** `queueId` empty: all agents. Who was heard but is not on the floor any more is not counted. */
export function coverageRows(
  agents: readonly Agent[],
  covered: readonly AgentCoverage[],
  queueId: string,
): readonly AgentCoverage[] {
  const known = new Map(covered.map((one) => [one.agentId, one]))
  return agents
    .filter(({ queues }) => queueId === '' || queues.includes(queueId))
    .map(({ id, name }) => ({ ...(known.get(id) ?? { ...nothing, agentId: id }), name }))
    .sort((a, b) => a.times - b.times || a.heardMs - b.heardMs || a.name.localeCompare(b.name))
}

const nothing = { lastHeardAt: 0, times: 0, heardMs: 0, by: [] as string[], isHeardNow: false, scored: 0, score: null }
