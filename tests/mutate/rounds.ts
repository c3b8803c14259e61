// Lets vitest run the test files until each has judged every mutant it comes by. A round is one run; what a process could
// not finish, because a mutant blocked it or left something behind, a fresh one goes on with in the next.
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { BaseSequencer, createVitest, type TestSpecification } from 'vitest/node'
import { unit } from '../../vitest.config.ts'
import type { TestFile } from './cover.ts'
import { BUDGET_VARIABLE, FOLDER_VARIABLE, type Journal } from './journal.ts'

const LOOK_MS = 500

export type Rounds = {
  readonly root: string
  readonly folder: string
  readonly journal: Journal
  readonly tests: readonly TestFile[]
  /** The text to load instead of a file, by its absolute path. */
  readonly instrumented: ReadonlyMap<string, string>
  readonly workers: number
  readonly budgetMs: number
  readonly onRound: (left: number) => void
}

export async function runRounds(rounds: Rounds): Promise<void> {
  const { root, journal, tests } = rounds
  const vitest = await startVitest(rounds)
  const watch = setInterval(() => endWhoHangs(journal), LOOK_MS)
  try {
    const isOpen = ({ path }: TestFile): boolean => !journal.read(path).some(({ kind }) => kind === 'done')
    let lengthBefore = -1
    for (let open = tests; open.length > 0; open = open.filter(isOpen)) {
      const length = tests.reduce(
        (sum, { path }) => sum + journal.read(path).filter(({ kind }) => kind !== 'red').length,
        0,
      )
      if (length === lengthBefore)
        throw new Error(`no test file gets any further: ${open.map(({ path }) => path).join(', ')}`)
      lengthBefore = length
      rounds.onRound(open.length)
      const project = vitest.getRootProject()
      await vitest.runTestSpecifications(open.map(({ path }) => project.createSpecification(resolve(root, path))))
      buryTheDead(journal)
    }
  } finally {
    clearInterval(watch)
    await vitest.close()
  }
}

function startVitest({ root, folder, tests, instrumented, workers, budgetMs }: Rounds) {
  process.env[FOLDER_VARIABLE] = folder
  process.env[BUDGET_VARIABLE] = String(budgetMs)
  // As vitest's own command sets them; libraries ask for them.
  Object.assign(process.env, { NODE_ENV: 'test', TEST: 'true', VITEST: 'true' })
  const place = new Map(tests.map(({ path }, i) => [resolve(root, path), i]))
  class SmallFirst extends BaseSequencer {
    override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
      const placeOf = ({ moduleId }: TestSpecification): number => place.get(moduleId) ?? 0
      return files.toSorted((a, b) => placeOf(a) - placeOf(b))
    }
  }
  return createVitest(
    'test',
    {
      root,
      config: false,
      watch: false,
      ...unit,
      globalSetup: [besides('../own-temp.ts')],
      runner: besides('./runner.ts'),
      pool: 'forks',
      maxWorkers: workers,
      sequence: { sequencer: SmallFirst },
      reporters: [{}],
      silent: true,
    },
    {
      plugins: [
        {
          name: 'mutants',
          enforce: 'pre',
          load: (id) => instrumented.get(id.split('?')[0] ?? id) ?? null,
        },
      ],
    },
  )
}

const besides = (file: string): string => fileURLToPath(new URL(file, import.meta.url))

function endWhoHangs(journal: Journal): void {
  for (const { pid, until } of journal.running()) if (Date.now() > until && isAlive(pid)) process.kill(pid, 'SIGKILL')
}

/** Who died of a mutant, by our hand or its own, has caught it. */
function buryTheDead(journal: Journal): void {
  for (const { pid, test, mutant } of journal.running()) {
    journal.write(test, { kind: 'endless', mutant, by: test })
    journal.end(pid)
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
