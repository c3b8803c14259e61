// What one process does with the mutants its test file comes by, over a world in which it is known who catches what.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type CampaignParts, campaign, type WatchedTest } from '../../mutate/campaign.ts'
import { openJournal } from '../../mutate/journal.ts'

const FILE = 'tests/unit/a.test.ts'
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-campaign-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

type World = {
  /** The tests that come by a mutant, and the one of them that fails for it. */
  readonly mutants: Readonly<Record<number, { readonly tests: readonly string[] | null; readonly fails?: string }>>
  /** Leaves something behind that fails every test from then on. */
  readonly poison?: number
  readonly endless?: number
  readonly budgetMs?: number
  readonly costMs?: number
}

const watched = (id: string, cpuMs = 1): WatchedTest => ({ id, name: `the test ${id}`, cpuMs, ms: cpuMs })

function createProcess(
  { mutants, poison, endless, budgetMs = 1000, costMs = 1 }: World,
  tests = ['a', 'b'].map((id) => watched(id)),
) {
  const asked: string[] = []
  let alive: number | null = null
  let cpu = 0
  let isPoisoned = false
  const parts: CampaignParts = {
    file: FILE,
    tests,
    journal: openJournal(folder),
    switches: {
      reached: () => Object.keys(mutants).map(Number),
      testsOf: (mutant) => {
        const ids = mutants[mutant]?.tests
        return ids ? new Set(ids) : null
      },
      wake: (mutant) => {
        alive = mutant
      },
      cameByTooOften: () => alive !== null && alive === endless,
    },
    sourceOf: (mutant) => (mutant < 100 ? 'a' : 'b'),
    run: async (ids) => {
      asked.push(`${alive ?? 'none'}: ${[...ids].join()}`)
      cpu += costMs
      if (alive === poison) isPoisoned = true
      const failed = isPoisoned ? ([...ids][0] ?? '') : alive === null ? null : (mutants[alive]?.fails ?? null)
      return { failed, timedOut: false }
    },
    budgetMs,
    cpuMs: () => cpu,
    now: () => 0,
    pid: 1,
    hasRoom: () => true,
  }
  return { asked, parts, run: () => campaign(parts) }
}

const fates = () =>
  openJournal(folder)
    .read(FILE)
    .map((entry) => ('mutant' in entry ? `${entry.mutant} ${entry.kind}` : entry.kind))

describe('a process', () => {
  it('asks the tests that come by a mutant, and all where it is there before the first', async () => {
    const { asked, run } = createProcess({ mutants: { 1: { tests: ['b'] }, 2: { tests: null } } })
    await run()
    expect(asked).toEqual(['1: b', '2: a,b'])
    expect(fates()).toEqual(['1 survived', '2 survived', 'done'])
  })

  it('says who caught a mutant, after the same test has passed without it', async () => {
    const { asked, parts, run } = createProcess({ mutants: { 1: { tests: ['a', 'b'], fails: 'b' } } })
    await run()
    expect(asked).toEqual(['1: a,b', 'none: b'])
    expect(parts.journal.read(FILE)).toContainEqual({ kind: 'caught', mutant: 1, by: 'the test b' })
  })

  it('looks at the whole file again where no test can be named', async () => {
    const { asked, run } = createProcess({ mutants: { 1: { tests: ['a'], fails: '' } } })
    await run()
    expect(asked).toEqual(['1: a', 'none: a,b'])
    expect(fates()).toEqual(['1 caught', 'done'])
  })

  it('leaves out what another file has caught meanwhile', async () => {
    openJournal(folder).write('tests/unit/b.test.ts', { kind: 'caught', mutant: 1, by: 'c' })
    const { run } = createProcess({ mutants: { 1: { tests: ['a'] }, 2: { tests: ['a'] } } })
    await run()
    expect(fates()).toEqual(['2 survived', 'done'])
  })

  it('tells what never ends from what is wrong', async () => {
    await createProcess({ mutants: { 1: { tests: ['a'], fails: 'a' } }, endless: 1 }).run()
    expect(fates()).toEqual(['1 endless', 'done'])
  })

  it('believes nothing that fails without a mutant too: fresh processes try again one by one', async () => {
    const world: World = {
      mutants: { 1: { tests: ['a'], fails: 'a' }, 2: { tests: ['a'] }, 3: { tests: ['a'] } },
      poison: 2,
    }
    await createProcess(world).run()
    expect(fates()).toEqual(['careful'])
    await createProcess(world).run()
    expect(fates()).toEqual(['careful', '1 caught', '2 caught'])
    await createProcess(world).run()
    expect(fates()).toEqual(['careful', '1 caught', '2 caught', '3 survived', 'done'])
  })

  it('asks the cheapest first, and no more than a mutant may cost; one at least', async () => {
    const tests = [watched('dear', 90), watched('cheap', 5), watched('fair', 10)]
    const { asked, parts, run } = createProcess(
      { mutants: { 1: { tests: null }, 2: { tests: ['dear'] } }, budgetMs: 20 },
      tests,
    )
    await run()
    expect(asked).toEqual(['1: cheap,fair', '2: dear'])
    parts.journal.write(FILE, { kind: 'careful' })
    expect(fates()).toEqual(['1 survived', '2 survived', 'done', 'careful'])
  })

  it('counts what a mutant cost in other files', async () => {
    openJournal(folder).spend(1, 15)
    const { asked, run } = createProcess({ mutants: { 1: { tests: null } }, budgetMs: 20 }, [watched('a', 8)])
    await run()
    expect(asked).toEqual([])
    expect(fates()).toEqual(['1 skipped', 'done'])
  })

  it('gives up a dear file that catches nothing, unless it is to be thorough', async () => {
    const mutants = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [i, { tests: ['a'] }]))
    const askedElsewhere = () => {
      for (let mutant = 0; mutant < 12; mutant++) openJournal(folder).spend(mutant, 1)
    }
    askedElsewhere()
    await createProcess({ mutants, costMs: 300 }).run()
    expect(fates().slice(9)).toEqual(['9 survived', '10 skipped', '11 skipped', 'done'])
    rmSync(folder, { recursive: true })
    askedElsewhere()
    await createProcess({ mutants, costMs: 300, budgetMs: Number.POSITIVE_INFINITY }).run()
    expect(fates().slice(9)).toEqual(['9 survived', '10 survived', '11 survived', 'done'])
  })

  it('gives up on one source only', async () => {
    const numbers = [...Array.from({ length: 11 }, (_, i) => i), 100]
    for (const mutant of numbers) openJournal(folder).spend(mutant, 1)
    await createProcess({ mutants: Object.fromEntries(numbers.map((i) => [i, { tests: ['a'] }])), costMs: 300 }).run()
    expect(fates().slice(9)).toEqual(['9 survived', '10 skipped', '100 survived', 'done'])
  })

  it('asks a dear file all the same about what nobody else was asked', async () => {
    const mutants = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [i, { tests: ['a'] }]))
    await createProcess({ mutants, costMs: 300 }).run()
    expect(fates()).toEqual([...Array.from({ length: 12 }, (_, i) => `${i} survived`), 'done'])
  })

  it('begins with what some tests come by; what is there before the first test concerns all', async () => {
    for (const mutant of [1, 2]) openJournal(folder).spend(mutant, 1)
    const { asked, run } = createProcess({ mutants: { 1: { tests: null }, 2: { tests: ['b'] } } })
    await run()
    expect(asked).toEqual(['2: b', '1: a,b'])
  })

  it('leaves the rest to the next process when memory is short', async () => {
    const { parts } = createProcess({ mutants: { 1: { tests: ['a'] } } })
    await campaign({ ...parts, hasRoom: () => false })
    expect(fates()).toEqual([])
  })
})
