// `npm test`: every suite in turn, what cannot run named loudly, and one sum at the end.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { provideAsterisk, provideChromium, provideElectron } from './provide.ts'

type Sum = { readonly passed: number; readonly failed: number; readonly skipped: number }
type Suite = {
  readonly name: string
  readonly run: () => Sum
  readonly missing?: () => string | null
  readonly optional?: boolean
}

const inCi = process.env.CI === 'true'
const scratch = mkdtempSync(join(tmpdir(), 'earshot-test-'))

const suites: readonly Suite[] = [
  { name: 'check: format, lint and borders', run: () => command('npx', ['biome', 'ci', '--error-on-warnings', '.']) },
  { name: 'check: types', run: () => command('npm', ['run', '--silent', 'types']) },
  { name: 'check: dead code', run: () => command('npx', ['knip']) },
  { name: 'build', run: () => command('npx', ['electron-vite', 'build', '--logLevel', 'warn']) },
  { name: 'unit', run: () => vitest('unit') },
  { name: 'contract', run: () => vitest('contract') },
  { name: 'asterisk', run: () => vitest('asterisk'), missing: provideAsterisk },
  { name: 'end to end', run: playwright, missing: provideChromium },
  { name: 'real Electron', run: () => vitest('electron'), missing: provideElectron, optional: true },
]

const wanted = process.argv.slice(2)
const sums: Sum[] = []
const notices: string[] = []
for (const suite of suites) {
  if (wanted.length && !wanted.some((word) => suite.name.includes(word))) continue
  const began = Date.now()
  console.log(`\n=== ${suite.name}`)
  const missing = suite.missing?.() ?? null
  const sum = missing === null ? suite.run() : cannotRun(suite, missing)
  sums.push(sum)
  if (sum.failed) notices.push(`FAILED: ${suite.name} (${sum.failed})`)
  console.log(
    `=== ${suite.name}: ${sum.passed} passed, ${sum.failed} failed in ${((Date.now() - began) / 1000).toFixed(1)} s`,
  )
}
const total = sums.reduce((a, b) => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
}))
for (const notice of notices) console.log(notice)
console.log(`\n${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ''}`)
process.exitCode = total.failed ? 1 : 0

function cannotRun(suite: Suite, why: string): Sum {
  const fails = inCi && !suite.optional
  notices.push(`${fails ? 'COULD NOT RUN' : 'SKIPPED'}: ${suite.name}: ${why}`)
  console.log(`!!! ${suite.name} cannot run here: ${why}`)
  return { passed: 0, failed: fails ? 1 : 0, skipped: fails ? 0 : 1 }
}

function command(program: string, args: readonly string[]): Sum {
  const { status } = spawnSync(program, args, { stdio: 'inherit' })
  return { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 }
}

function vitest(project: string): Sum {
  const file = join(scratch, `${project}.json`)
  const { status } = spawnSync(
    'npx',
    ['vitest', 'run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
    { stdio: 'inherit' },
  )
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 }
  const report = JSON.parse(readFileSync(file, 'utf8')) as Record<string, number>
  const failed = report.numFailedTests ?? 0
  return {
    passed: report.numPassedTests ?? 0,
    failed: failed || (status === 0 ? 0 : 1),
    skipped: report.numPendingTests ?? 0,
  }
}

function playwright(): Sum {
  const file = join(scratch, 'e2e.json')
  const { status } = spawnSync('npx', ['playwright', 'test'], {
    stdio: 'inherit',
    env: { ...process.env, EARSHOT_E2E_JSON: file },
  })
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 }
  const { stats } = JSON.parse(readFileSync(file, 'utf8')) as {
    stats: { expected: number; unexpected: number; flaky: number; skipped: number }
  }
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected || (status === 0 ? 0 : 1),
    skipped: stats.skipped,
  }
}
