// What one process does with the mutants its test file comes by: each alive in turn, until a test fails or all have passed.
import type { Journal } from './journal.ts'
import type { Switchboard } from './switchboard.ts'

/** So many are caught before it is looked whether they left the place as it was. */
const CAUGHT_AT_A_TIME = 10

/**
 * A test file that cost so much and let so many of one source in a row live is not asked about the rest of that source
 * that others were asked about; with an endless budget it is.
 */
const BARREN_RUNS = 10
const BARREN_MS_EACH = 200

export type WatchedTest = { readonly id: string; readonly name: string; readonly cpuMs: number; readonly ms: number }
/** `failed`: the id of the first that did, '' for the file itself; null: all passed. */
export type Run = { readonly failed: string | null; readonly timedOut: boolean }

export type CampaignParts = {
  readonly file: string
  readonly tests: readonly WatchedTest[]
  readonly journal: Journal
  readonly switches: Pick<Switchboard, 'reached' | 'testsOf' | 'wake' | 'cameByTooOften'>
  readonly sourceOf: (mutant: number) => string
  /** Runs these tests, by id, up to the first that fails. None may take longer than the limit. */
  readonly run: (tests: ReadonlySet<string>, limitMs: number) => Promise<Run>
  /** What a mutant may cost in all test files together, counted in time of the processor, which is the same on a busy machine. */
  readonly budgetMs: number
  readonly cpuMs: () => number
  readonly now: () => number
  readonly pid: number
  /** False: memory is short, another process goes on. */
  readonly hasRoom: () => boolean
}

type Caught = { readonly mutant: number; readonly by: string; readonly kind: 'caught' | 'endless' }

export async function campaign(parts: CampaignParts): Promise<void> {
  const { file, journal } = parts
  const entries = journal.read(file)
  const judged = new Set(entries.flatMap((entry) => ('mutant' in entry ? [entry.mutant] : [])))
  const atATime = entries.some(({ kind }) => kind === 'careful') ? 1 : CAUGHT_AT_A_TIME
  let caught: Caught[] = []
  const barren = createBarren(parts)
  for (const mutant of inOrder(parts)) {
    if (judged.has(mutant) || journal.isCaught(mutant)) continue
    if (!parts.hasRoom()) return void (await settle(parts, caught))
    if (barren.isReached(mutant) && journal.spent(mutant) > 0) {
      journal.write(file, { kind: 'skipped', mutant })
      continue
    }
    const found = await judge(parts, mutant)
    barren.count(mutant, found !== null)
    if (found) caught.push(found)
    if (caught.length < atATime) continue
    if (!(await settle(parts, caught))) return
    caught = []
  }
  if (await settle(parts, caught)) journal.write(file, { kind: 'done' })
}

/** Those nobody was asked about yet, then those some tests come by, then those that are there before the first test. */
function inOrder({ journal, switches }: CampaignParts): readonly number[] {
  const rank = (mutant: number): number => (journal.spent(mutant) === 0 ? 0 : switches.testsOf(mutant) === null ? 2 : 1)
  return switches.reached().toSorted((a, b) => rank(a) - rank(b))
}

function createBarren({ budgetMs, cpuMs, sourceOf }: CampaignParts) {
  const bySource = new Map<string, { readonly runs: number; readonly ms: number }>()
  let before = cpuMs()
  const countOf = (mutant: number) => bySource.get(sourceOf(mutant)) ?? { runs: 0, ms: 0 }
  return {
    count(mutant: number, hasCaught: boolean): void {
      const { runs, ms } = countOf(mutant)
      const next = hasCaught ? { runs: 0, ms: 0 } : { runs: runs + 1, ms: ms + cpuMs() - before }
      bySource.set(sourceOf(mutant), next)
      before = cpuMs()
    },
    isReached(mutant: number): boolean {
      const { runs, ms } = countOf(mutant)
      return budgetMs < Number.POSITIVE_INFINITY && runs >= BARREN_RUNS && ms > runs * BARREN_MS_EACH
    },
  }
}

async function judge(parts: CampaignParts, mutant: number): Promise<Caught | null> {
  const { file, journal, switches, tests } = parts
  const asked = affordable(parts, mutant)
  if (asked.length === 0) {
    journal.write(file, { kind: 'skipped', mutant })
    return null
  }
  const limitMs = limitOf(asked)
  const until = parts.now() + 2 * limitMs + 20 * tests.reduce((sum, { ms }) => sum + ms, 0)
  const cpuBefore = parts.cpuMs()
  journal.begin({ pid: parts.pid, test: file, mutant, until })
  switches.wake(mutant)
  const { failed, timedOut } = await parts.run(new Set(asked.map(({ id }) => id)), limitMs)
  const endless = timedOut || switches.cameByTooOften()
  switches.wake(null)
  journal.end(parts.pid)
  journal.spend(mutant, parts.cpuMs() - cpuBefore)
  if (failed !== null) return { mutant, by: failed, kind: endless ? 'endless' : 'caught' }
  journal.write(file, { kind: 'survived', mutant })
  return null
}

/** The cheapest tests that come by it, as far as the budget goes; one at least where nothing was spent yet. */
function affordable({ journal, switches, tests, budgetMs }: CampaignParts, mutant: number): readonly WatchedTest[] {
  const ids = switches.testsOf(mutant)
  const spent = journal.spent(mutant)
  let left = budgetMs - spent
  return tests
    .filter(({ id }) => ids === null || ids.has(id))
    .toSorted((a, b) => a.cpuMs - b.cpuMs)
    .filter(({ cpuMs }, i) => {
      left -= cpuMs
      return left >= 0 || (spent === 0 && i === 0)
    })
}

const limitOf = (tests: readonly WatchedTest[]): number => 3000 + 10 * Math.max(0, ...tests.map(({ ms }) => ms))

/** False: without any mutant the tests fail here by now, and nothing more can be learnt in this process. */
async function settle({ file, journal, tests, run }: CampaignParts, caught: readonly Caught[]): Promise<boolean> {
  if (!caught.length) return true
  const killers = caught.map(({ by }) => by)
  const asked = killers.includes('') ? tests.map(({ id }) => id) : killers
  const isClean = (await run(new Set(asked), limitOf(tests))).failed === null
  const nameOf = (id: string): string => tests.find((test) => test.id === id)?.name ?? file
  // One alone after a clean look was caught rightly, whatever it left behind.
  if (isClean || caught.length === 1)
    for (const { kind, mutant, by } of caught) journal.write(file, { kind, mutant, by: nameOf(by) })
  else journal.write(file, { kind: 'careful' })
  return isClean
}
