// Runs in vitest's process of one test file. First as ever, watching which test comes by which mutant; then the mutants' turn:
// the process, its window and the packages stay, only our own modules are loaded anew for each.
import { type File, startTests, type Task, type Test } from '@vitest/runner'
import { vi } from 'vitest'
import { VitestTestRunner } from 'vitest/runners'
import { campaign, type Run } from './campaign.ts'
import { BUDGET_VARIABLE, FOLDER_VARIABLE, openJournal } from './journal.ts'
import { installSwitchboard } from './switchboard.ts'

/** Modules loaded again and again stay in memory; then another process goes on. */
const MOST_HEAP_BYTES = 1_500_000_000

const cpuMs = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

class MutantRunner extends VitestTestRunner {
  readonly switches = installSwitchboard()
  private readonly cpuMsOf = new Map<string, number>()
  private cpuBefore = 0

  override async onBeforeRunTask(test: Test): Promise<void> {
    this.switches.during(test.id)
    this.cpuBefore = cpuMs()
    await super.onBeforeRunTask(test)
  }

  override onAfterRunTask(test: Task): void {
    super.onAfterRunTask(test)
    this.cpuMsOf.set(test.id, cpuMs() - this.cpuBefore)
    this.switches.during(null)
  }

  override async onAfterRunFiles(files: File[] = []): Promise<void> {
    super.onAfterRunFiles()
    this.switches.stopWatching()
    for (const file of files) await this.turnOfMutants(file)
  }

  private async turnOfMutants(file: File): Promise<void> {
    const journal = openJournal(process.env[FOLDER_VARIABLE] ?? '')
    const isRed = ({ result }: Task): boolean => result?.state === 'fail'
    const tests = testsIn(file)
    for (const { fullTestName, result } of tests.filter(isRed))
      journal.write(file.name, { kind: 'red', failed: fullTestName, why: whyRed(result) })
    if (isRed(file) && !tests.some(isRed)) {
      journal.write(file.name, { kind: 'red', failed: file.name, why: whyRed(file.result) })
      return journal.write(file.name, { kind: 'done' })
    }
    await campaign({
      file: file.name,
      tests: tests.flatMap((test) => {
        const { id, fullTestName, result } = test
        return isRed(test)
          ? []
          : [{ id, name: fullTestName, cpuMs: this.cpuMsOf.get(id) ?? 0, ms: result?.duration ?? 0 }]
      }),
      journal,
      switches: this.switches,
      sourceOf: (mutant) => journal.sources()[mutant] ?? '',
      run: (asked, limitMs) => runTests(this, file.filepath, asked, limitMs),
      budgetMs: Number(process.env[BUDGET_VARIABLE]),
      cpuMs,
      now: Date.now,
      pid: process.pid,
      hasRoom: () => process.memoryUsage().heapUsed < MOST_HEAP_BYTES,
    })
  }
}

export { MutantRunner as default }

async function runTests(runner: MutantRunner, path: string, asked: ReadonlySet<string>, limitMs: number): Promise<Run> {
  const usual = VitestTestRunner.prototype
  let failed: string | null = null
  let timedOut = false
  // Vitest's own runner, but nobody is told: what fails here is no failure of the run.
  const quiet: MutantRunner = Object.assign(Object.create(runner), {
    config: { ...runner.config, testTimeout: limitMs, hookTimeout: limitMs },
    onCollectStart: (file: File) => usual.onCollectStart.call(runner, file),
    onCollected(files: File[]) {
      for (const test of files.flatMap(testsIn)) if (!asked.has(test.id)) test.mode = 'skip'
    },
    async onBeforeRunTask(test: Test) {
      if (failed !== null) test.mode = 'skip'
      await usual.onBeforeRunTask.call(runner, test)
    },
    onAfterRunTask(test: Test) {
      usual.onAfterRunTask.call(runner, test)
      if (test.result?.state !== 'fail' || failed !== null) return
      failed = test.id
      timedOut = test.result.errors?.some(({ message }) => /timed out in \d+ms/.test(message)) ?? false
    },
    onTaskUpdate: async () => {},
    onAfterRunFiles: () => usual.onAfterRunFiles.call(runner),
    onCleanupWorkerContext: () => {},
  })
  vi.resetModules()
  const files = await startTests([path], quiet)
  // A file that cannot be loaded, or whose hooks fail, has no test to name.
  const isBroken = files.some(({ result }) => result?.state === 'fail')
  return { failed: failed ?? (isBroken ? '' : null), timedOut }
}

const whyRed = (result: Task['result']): string => result?.errors?.[0]?.message.split('\n')[0] ?? 'no reason given'

const testsIn = (task: Task): readonly Test[] => (task.type === 'test' ? [task] : task.tasks.flatMap(testsIn))
