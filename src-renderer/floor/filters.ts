// Which agents, calls and queues the filters let through. Pure.
import { type Agent, type Call, type Floor, isOnNet, type Queue } from '#contract/floor.ts'
import type { FloorFilters, MyTeam } from '#contract/views.ts'
import { agentState } from './agent-parts.ts'

const MINUTE_MS = 60_000

/** What the person lets through: the filters, whom they call their team, and who asks for help (ids of agents). */
export type Sieve = {
  readonly filters: FloorFilters
  readonly myTeam: MyTeam
  readonly asking: ReadonlySet<string>
}

/** Filters on calls let an agent through by the call they are on. `now` in epoch ms, of the clock the durations show. */
export function agentPasses(sieve: Sieve, floor: Floor, agent: Agent, now: number): boolean {
  const { filters } = sieve
  const { queueIds, longerThanMin } = filters
  if (queueIds.length > 0 && !agent.queues.some((id) => queueIds.includes(id))) return false
  if (longerThanMin !== null && now - agent.since < longerThanMin * MINUTE_MS) return false
  if (!isSuchAgent(sieve, floor, agent)) return false
  if (filters.callStates.length === 0 && filters.net === null) return true
  const call = agent.callId === null ? undefined : floor.calls[agent.callId]
  return call !== undefined && isSuchCall(filters, call)
}

/** Filters on agents let a call through by the agent who is on it. */
export function callPasses(sieve: Sieve, floor: Floor, call: Call, now: number): boolean {
  const { filters } = sieve
  const { queueIds, longerThanMin, teams, states, mine, needsHelp } = filters
  if (queueIds.length > 0 && (call.queueId === null || !queueIds.includes(call.queueId))) return false
  if (longerThanMin !== null && now - (call.answeredAt ?? call.startedAt) < longerThanMin * MINUTE_MS) return false
  if (!isSuchCall(filters, call)) return false
  if (teams.length === 0 && states.length === 0 && !mine && !needsHelp) return true
  const agent = call.agentId === null ? undefined : floor.agents[call.agentId]
  return agent !== undefined && isSuchAgent(sieve, floor, agent)
}

export const queuePasses = ({ queueIds }: FloorFilters, queue: Queue): boolean =>
  queueIds.length === 0 || queueIds.includes(queue.id)

/** The filter after a queue's own: that queue alone, or no longer. */
export const onlyQueue = (queueIds: readonly string[], id: string): readonly string[] =>
  queueIds.includes(id) ? queueIds.filter((one) => one !== id) : [id]

export const isOfTeam = ({ teams, agents }: MyTeam, { id, team }: Agent): boolean =>
  agents.includes(id) || (team != null && teams.includes(team))

function isSuchAgent({ filters, myTeam, asking }: Sieve, floor: Floor, agent: Agent): boolean {
  const { teams, states, mine, needsHelp } = filters
  if (teams.length > 0 && (agent.team == null || !teams.includes(agent.team))) return false
  if (mine && !isOfTeam(myTeam, agent)) return false
  if (needsHelp && !asking.has(agent.id)) return false
  return states.length === 0 || states.includes(agentState(agent, callOf(floor, agent)))
}

const callOf = (floor: Floor, { callId }: Agent): Call | undefined =>
  callId === null ? undefined : floor.calls[callId]

function isSuchCall({ callStates, net }: FloorFilters, call: Call): boolean {
  if (callStates.length > 0 && !callStates.includes(call.state)) return false
  return net === null || isOnNet(call) === (net === 'on')
}
