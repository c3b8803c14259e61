// Agents who are on more than one call: what is said of them must say which call it means.
import type { Call, Floor } from '#contract/floor.ts'

const known = new WeakMap<Floor['calls'], ReadonlySet<string>>()

/** Counted once for each picture of the calls, however many rows ask. */
export function hasSeveralCalls({ calls }: Pick<Floor, 'calls'>, agentId: string): boolean {
  const several = known.get(calls) ?? severalIn(Object.values(calls))
  known.set(calls, several)
  return several.has(agentId)
}

function severalIn(calls: readonly Call[]): ReadonlySet<string> {
  const lastOf = new Map<string, Call>()
  const several = new Set<string>()
  const note = (id: string | null, call: Call) => {
    if (id === null) return
    const before = lastOf.get(id)
    if (before === undefined) lastOf.set(id, call)
    else if (before !== call) several.add(id)
  }
  for (const call of calls) {
    note(call.agentId, call)
    note(call.from.agentId, call)
    note(call.to.agentId, call)
    for (const { agentId } of call.others ?? []) note(agentId, call)
  }
  return several
}
