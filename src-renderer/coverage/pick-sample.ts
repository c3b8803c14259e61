// Picks a call to listen to fairly: from the agents who were heard least, then by chance. Pure.

import type { Call } from '../../src-preload/contract/floor.ts'
import type { AgentCoverage } from '../../src-preload/contract/history.ts'

/** `among`: how many calls had the same claim, so that the person knows how much was chance. */
export type Sample = {
  readonly callId: string
  readonly agentId: string
  readonly times: number // how often the agent was heard before
  readonly among: number
}

/** `chance` in [0, 1). null when none of the calls can be listened to. */
export function pickSample(
  calls: readonly Call[],
  covered: readonly AgentCoverage[],
  mayListen: (call: Call, agentId: string) => boolean,
  chance: number,
): Sample | null {
  const timesOf = new Map(covered.map(({ agentId, times }) => [agentId, times]))
  const candidates = calls.flatMap((call) => {
    const { agentId } = call
    if (agentId === null || !mayListen(call, agentId)) return []
    return [{ callId: call.id, agentId, times: timesOf.get(agentId) ?? 0 }]
  })
  const least = Math.min(...candidates.map(({ times }) => times))
  const fair = candidates.filter(({ times }) => times === least)
  const picked = fair[Math.floor(chance * fair.length)]
  return picked ? { ...picked, among: fair.length } : null
}
