// What the runners' JSON reports say, as one sum a suite. Pure.
import { stripVTControlCharacters } from 'node:util'

export type Sum = {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  /** Those that passed only when they were tried again, and what was wrong at first; counted as passed too. */
  readonly flaky: readonly string[]
  /** Those that failed and what was wrong, where their runner says it. */
  readonly broken: readonly string[]
}

export const noTests: Sum = { passed: 0, failed: 0, skipped: 0, flaky: [], broken: [] }

export const addSums = (a: Sum, b: Sum): Sum => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
  flaky: [...a.flaky, ...b.flaky],
  broken: [...a.broken, ...b.broken],
})

/** More than these are not bad luck. */
export const MOST_FLAKY = 3

/** A suite in which too many tests had to be tried again has failed. */
export const judged = (sum: Sum): Sum =>
  sum.flaky.length > MOST_FLAKY && sum.failed === 0 ? { ...sum, failed: sum.flaky.length } : sum

export type VitestReport = {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    /** Why the file failed, if it did so outside its tests. */
    readonly message?: string
    readonly assertionResults: readonly {
      readonly fullName: string
      readonly status: string
      readonly failureMessages: readonly string[] | null
    }[]
  }[]
}

/** Vitest's own JSON reporter. A test that passed and has failure messages failed at first; a file may fail without a test. */
export function vitestSum(report: VitestReport): Sum {
  const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults)
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  )
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    skipped: report.numPendingTests,
    flaky: tests.flatMap(({ status, fullName, failureMessages }) =>
      status === 'passed' && failureMessages?.[0] ? [told(fullName, failureMessages[0])] : [],
    ),
    broken: [
      ...tests.flatMap(({ status, fullName, failureMessages }) =>
        status === 'failed' ? [told(fullName, failureMessages?.[0])] : [],
      ),
      ...brokenFiles.map(({ name, message }) => told(name, message)),
    ],
  }
}

/** A name, and the first line of what was wrong. */
function told(name: string, wrong = ''): string {
  const line = stripVTControlCharacters(wrong.split('\n')[0] ?? '').slice(0, 200)
  return line ? `${name}: ${line}` : name
}

type PlaywrightSuite = {
  readonly title: string
  readonly suites?: readonly PlaywrightSuite[]
  readonly specs?: readonly { readonly title: string; readonly tests: readonly PlaywrightTest[] }[]
}

/** `results`: one for each time it was tried. */
type PlaywrightTest = {
  readonly status: string
  readonly results: readonly { readonly error?: { readonly message?: string } }[]
}

export type PlaywrightReport = {
  readonly stats: {
    readonly expected: number
    readonly unexpected: number
    readonly flaky: number
    readonly skipped: number
  }
  readonly suites: readonly PlaywrightSuite[]
}

export const playwrightSum = ({ stats, suites }: PlaywrightReport): Sum => ({
  passed: stats.expected + stats.flaky,
  failed: stats.unexpected,
  skipped: stats.skipped,
  flaky: suites.flatMap((suite) => namesIn(suite, 'flaky', [])),
  broken: suites.flatMap((suite) => namesIn(suite, 'unexpected', [])),
})

function namesIn(
  { title, suites = [], specs = [] }: PlaywrightSuite,
  wanted: 'flaky' | 'unexpected',
  above: readonly string[],
): string[] {
  const names = [...above, title]
  return [
    ...specs.flatMap(({ title: spec, tests }) => {
      const one = tests.find(({ status }) => status === wanted)
      const wrong = one?.results.find(({ error }) => error)?.error?.message
      return one ? [told([...names, spec].join(' › '), wrong)] : []
    }),
    ...suites.flatMap((one) => namesIn(one, wanted, names)),
  ]
}
