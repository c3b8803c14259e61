// Which agents, calls and queues the filters let through. Pure.
import { type Agent, type Call, type Floor, isOnNet, type Queue } from '#contract/floor.ts'
import type { FloorFilters } from '#contract/views.ts'

const MINUTE_MS = 60_000

/** Filters on calls let an agent through by the call they are on. `now` in epoch ms, of the clock the durations show. */
export function agentPasses(filters: FloorFilters, floor: Floor, agent: Agent, now: number): boolean {
  const { queueId, longerThanMin } = filters
  if (queueId !== null && !agent.queues.includes(queueId)) return false
  if (longerThanMin !== null && now - agent.since < longerThanMin * MINUTE_MS) return false
  if (!isSuchAgent(filters, agent)) return false
  if (filters.callState === null && filters.net === null) return true
  const call = agent.callId === null ? undefined : floor.calls[agent.callId]
  return call !== undefined && isSuchCall(filters, call)
}

/** Filters on agents let a call through by the agent who is on it. */
export function callPasses(filters: FloorFilters, floor: Floor, call: Call, now: number): boolean {
  const { queueId, longerThanMin } = filters
  if (queueId !== null && call.queueId !== queueId) return false
  if (longerThanMin !== null && now - (call.answeredAt ?? call.startedAt) < longerThanMin * MINUTE_MS) return false
  if (!isSuchCall(filters, call)) return false
  if (filters.team === null && filters.presence === null) return true
  const agent = call.agentId === null ? undefined : floor.agents[call.agentId]
  return agent !== undefined && isSuchAgent(filters, agent)
}

export const queuePasses = ({ queueId }: FloorFilters, queue: Queue): boolean =>
  queueId === null || queue.id === queueId

function isSuchAgent({ team, presence }: FloorFilters, agent: Agent): boolean {
  return (team === null || agent.team === team) && (presence === null || agent.presence.kind === presence)
}

function isSuchCall({ callState, net }: FloorFilters, call: Call): boolean {
  return (callState === null || call.state === callState) && (net === null || isOnNet(call) === (net === 'on'))
}
