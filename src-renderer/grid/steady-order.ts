// Rows must not jump under the pointer: while somebody is about to click, gone rows keep their place and new ones go last.

/** The order to show. `wanted` is the true one; `shown` is what stands on screen now. Returns `shown` itself when nothing changes. */
export function steadyOrder(shown: readonly string[], wanted: readonly string[], held: boolean): readonly string[] {
  if (!held) return sameOrder(shown, wanted) ? shown : wanted
  const known = new Set(shown)
  const added = wanted.filter((id) => !known.has(id))
  return added.length === 0 ? shown : [...shown, ...added]
}

function sameOrder(first: readonly string[], second: readonly string[]): boolean {
  return first.length === second.length && first.every((id, index) => id === second[index])
}
