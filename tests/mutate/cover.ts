// Which unit tests may come by a place: those from which imports lead there, the most direct first.
import type { HouseTree } from '../house/tree.ts'

export type TestFile = {
  readonly path: string
  /** How much of the sources it loads: a small test is quick and says best what is wrong. */
  readonly loads: number
}

export function testsOver(
  { arrows, testArrows }: Pick<HouseTree, 'arrows' | 'testArrows'>,
  place: ReadonlySet<string>,
) {
  const targets = new Map<string, string[]>()
  for (const { from, to } of [...arrows, ...testArrows]) targets.set(from, [...(targets.get(from) ?? []), to])
  const unitTests = [...targets.keys()].filter((file) => /^tests\/unit\/.*\.test\.tsx?$/.test(file))
  return unitTests
    .flatMap((path): readonly TestFile[] => {
      const reached = reachedFrom(path, targets)
      return [...reached].some((file) => place.has(file)) ? [{ path, loads: reached.size }] : []
    })
    .sort((a, b) => a.loads - b.loads || a.path.localeCompare(b.path))
}

function reachedFrom(start: string, targets: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const reached = new Set<string>()
  const open = [start]
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (reached.has(file)) continue
    reached.add(file)
    open.push(...(targets.get(file) ?? []))
  }
  return reached
}
