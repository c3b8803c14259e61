// Who is on the call that is monitored, by the names a supervisor reads. Pure.
import { type Call, type Floor, otherParty } from '#contract/floor.ts'
import type { Target } from '#contract/monitor.ts'
import { sameTarget } from './monitor.ts'

export type People = {
  readonly target: Target
  readonly agent: string
  readonly caller: string | null // name or number; null when the floor does not show the call (yet)
  readonly others: number // on the call besides these two
  readonly call: Call | null // as it was last seen
}

/** The same object when nothing changed. A call that has left the floor keeps the names it had. */
export function peopleOf(floor: Floor | null, target: Target, before: People | null): People {
  const known = sameTarget(before?.target ?? null, target) ? before : null
  const call = floor?.calls[target.callId] ?? known?.call ?? null
  const agent = floor?.agents[target.agentId]?.name ?? known?.agent ?? target.agentId
  const other = call ? otherParty(call, target.agentId) : null
  const byName = other?.agentId ? floor?.agents[other.agentId]?.name : null
  const caller = other ? byName || other.name || other.number : (known?.caller ?? null)
  if (known && known.call === call && known.agent === agent && known.caller === caller) return known
  return { target, agent, caller, others: call?.others?.length ?? 0, call }
}
