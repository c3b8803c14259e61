// Reads every row beforehand, so that the first letter of a search is answered as fast as the others.
import type { Floor } from '#contract/floor.ts'
import type { Words } from '#renderer/words/words.ts'
import { agentHay } from './agents/agent-order.ts'
import { callHay } from './calls/call-order.ts'
import type { Tables } from './tables.ts'

export function readFloor(words: Words, { agents, calls }: Tables, floor: Floor): void {
  const around = { floor, words }
  for (const agent of Object.values(floor.agents)) agentHay(agents, agent, around)
  for (const call of Object.values(floor.calls)) callHay(calls, call, around)
}
