// What changed between two floors, as a patch of whole rows.
import type { Floor, FloorPatch } from '#contract/floor.ts'

/** Null when nothing did. */
export function floorDiff(before: Floor, after: Floor): FloorPatch | null {
  const patch: FloorPatch = {
    agents: tableDiff(before.agents, after.agents),
    calls: tableDiff(before.calls, after.calls),
    queues: tableDiff(before.queues, after.queues),
  }
  return patch.agents || patch.calls || patch.queues ? patch : null
}

function tableDiff<T>(before: Readonly<Record<string, T>>, after: Readonly<Record<string, T>>) {
  const set = Object.keys(after).flatMap((id) => {
    const row = after[id]
    return row !== undefined && !same(before[id], row) ? [row] : []
  })
  const gone = Object.keys(before).filter((id) => !(id in after))
  return set.length > 0 || gone.length > 0 ? { set, gone } : undefined
}

function same(a: unknown, b: unknown): boolean {
  return a === b || (a !== undefined && JSON.stringify(a) === JSON.stringify(b))
}
