// The switches of the mutants in one process: none alive while it is watched who reaches what, then one at a time.
import { SWITCH } from './instrument.ts'

/** A loop that came to an end without the mutant did so in a hundredth of this. */
const HITS_FACTOR = 100
const HITS_LEAST = 1000

export type Switchboard = ReturnType<typeof installSwitchboard>

export function installSwitchboard() {
  const hits = new Map<number, number>()
  const reachedBy = new Map<number, Set<string>>()
  let test: string | null = null // null: on loading, or in what is done once for all tests
  let alive: number | null = null
  let hitsLeft = 0
  let watching = true

  Reflect.set(globalThis, SWITCH, (mutant: number): boolean => {
    if (watching) {
      hits.set(mutant, (hits.get(mutant) ?? 0) + 1)
      reachedBy.set(mutant, (reachedBy.get(mutant) ?? new Set()).add(test ?? ''))
    }
    if (mutant !== alive) return false
    hitsLeft -= 1
    if (hitsLeft < 0) throw new Error('the mutant came by too often: endless')
    return true
  })

  return {
    during(id: string | null): void {
      test = id
    },
    stopWatching(): void {
      watching = false
    },
    reached: (): readonly number[] => [...reachedBy.keys()],
    /** The tests that come by this mutant; null: all, it is there before the first. */
    testsOf(mutant: number): ReadonlySet<string> | null {
      const tests = reachedBy.get(mutant) ?? new Set()
      return tests.has('') ? null : tests
    },
    wake(mutant: number | null): void {
      alive = mutant
      hitsLeft = mutant === null ? 0 : HITS_LEAST + HITS_FACTOR * (hits.get(mutant) ?? 0)
    },
    cameByTooOften: (): boolean => alive !== null && hitsLeft < 0,
  }
}
