// Agents and calls for tests, each with only what the test says about it.
import type { Agent, Call, Floor, Party } from '#contract/floor.ts'

export const outside: Party = { name: 'Ada Byron', number: '+15550100', onNet: false, agentId: null }
export const agentParty = (id: string): Party => ({ name: `Agent ${id}`, number: id, onNet: true, agentId: id })

export const anAgent = (id: string, over: Partial<Agent> = {}): Agent => ({
  id,
  name: `Agent ${id}`,
  extension: id,
  presence: { kind: 'onCall' },
  since: 0,
  queues: [],
  callId: null,
  ...over,
})

export const aCall = (id: string, agentId: string, over: Partial<Call> = {}): Call => ({
  id,
  from: outside,
  to: agentParty(agentId),
  agentId,
  queueId: null,
  state: 'talking',
  startedAt: 0,
  answeredAt: 0,
  monitors: [],
  ...over,
})

export const floorWith = (calls: readonly Call[], agents: readonly Agent[] = []): Floor => ({
  agents: Object.fromEntries(agents.map((row) => [row.id, row])),
  calls: Object.fromEntries(calls.map((row) => [row.id, row])),
  queues: {},
})
