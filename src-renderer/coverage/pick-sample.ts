// Picks a call to listen to fairly: one of the agents who were heard least, by chance, then one of that agent's calls. Pure.

import type { Call } from '#contract/floor.ts'
import type { AgentCoverage } from '#contract/history.ts'

/** `among`: how many agents had the same claim, so that the person knows how much was chance. */
export type Sample = {
  readonly callId: string
  readonly agentId: string
  readonly times: number // how often the agent was heard before
  readonly among: number
}

type Candidate = { readonly agentId: string; readonly times: number; readonly callIds: readonly string[] }

/** `chance` in [0, 1). null when none of the calls can be listened to. An agent with two calls has no greater chance than one with one. */
export function pickSample(
  calls: readonly Call[],
  covered: readonly AgentCoverage[],
  mayListen: (call: Call, agentId: string) => boolean,
  chance: number,
): Sample | null {
  const timesOf = new Map(covered.map(({ agentId, times }) => [agentId, times]))
  const candidates = new Map<string, Candidate>()
  for (const call of calls) {
    const { agentId } = call
    if (agentId === null || !mayListen(call, agentId)) continue
    const callIds = [...(candidates.get(agentId)?.callIds ?? []), call.id]
    candidates.set(agentId, { agentId, times: timesOf.get(agentId) ?? 0, callIds })
  }
  const all = [...candidates.values()]
  const least = Math.min(...all.map(({ times }) => times))
  return draw(
    all.filter(({ times }) => times === least),
    chance,
  )
}

/** What is left of the chance once the agent is drawn draws the call: it is as even as the whole. */
function draw(fair: readonly Candidate[], chance: number): Sample | null {
  const place = chance * fair.length
  const picked = fair[Math.floor(place)]
  const callId = picked?.callIds[Math.floor((place - Math.floor(place)) * picked.callIds.length)]
  if (!picked || callId === undefined) return null
  return { callId, agentId: picked.agentId, times: picked.times, among: fair.length }
}
