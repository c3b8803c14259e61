// Agents who are on more than one call: what is said of them must say which call it means.
import { type Call, type Floor, partiesOf } from '#contract/floor.ts'

const known = new WeakMap<Floor['calls'], ReadonlySet<string>>()

/** Counted once for each picture of the calls, however many rows ask. */
export function hasSeveralCalls({ calls }: Pick<Floor, 'calls'>, agentId: string): boolean {
  const several = known.get(calls) ?? severalIn(Object.values(calls))
  known.set(calls, several)
  return several.has(agentId)
}

function severalIn(calls: readonly Call[]): ReadonlySet<string> {
  const [once, more] = [new Set<string>(), new Set<string>()]
  for (const call of calls)
    for (const id of new Set([call.agentId, ...partiesOf(call).map((party) => party.agentId)])) {
      if (id === null) continue
      if (once.has(id)) more.add(id)
      once.add(id)
    }
  return more
}
