// `npm test`: every suite in turn, what cannot run named loudly, and one sum at the end.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { provideAsterisk, provideChromium, provideDisplay, provideElectron } from './provide.ts'
import { addSums, judged, noTests, playwrightSum, type Sum, vitestSum } from './reports.ts'

type Suite = {
  readonly name: string
  readonly run: () => Sum
  readonly missing?: () => string | null
  readonly optional?: boolean
}

const inCi = process.env.CI === 'true'
const scratch = mkdtempSync(join(tmpdir(), 'earshot-test-'))
process.env.TMPDIR = scratch // of all suites: nothing of them stays behind

const suites: readonly Suite[] = [
  { name: 'check: format, lint and borders', run: () => command('npx', ['biome', 'ci', '--error-on-warnings', '.']) },
  { name: 'check: types', run: () => command('npm', ['run', '--silent', 'types']) },
  { name: 'check: dead code', run: () => command('npx', ['knip']) },
  { name: 'check: the house', run: () => command('npm', ['run', '--silent', 'house']) },
  { name: 'build', run: () => command('npx', ['electron-vite', 'build', '--logLevel', 'warn']) },
  { name: 'build: first load', run: () => command('npm', ['run', '--silent', 'first-load']) },
  { name: 'build: simulators', run: () => command('npx', ['tsx', 'tests/stage/simulators.ts']) },
  { name: 'unit', run: () => vitest('unit') },
  { name: 'contract', run: () => vitest('contract') },
  { name: 'asterisk', run: () => vitest('asterisk'), missing: provideAsterisk },
  { name: 'end to end', run: playwright, missing: () => provideChromium() ?? provideDisplay() },
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
  const sum = judged(missing === null ? suite.run() : cannotRun(suite, missing))
  sums.push(sum)
  for (const name of sum.flaky) notices.push(`FLAKY: ${suite.name}: ${name}`)
  if (sum.failed) notices.push(`FAILED: ${suite.name} (${sum.failed})`)
  console.log(`=== ${suite.name}: ${tell(sum)} in ${((Date.now() - began) / 1000).toFixed(1)} s`)
}
const total = sums.reduce(addSums, noTests)
if (notices.length) console.log(`\n${notices.join('\n')}`)
if (total.flaky.length) console.log(`${total.flaky.length} flaky: they passed only when tried again, and want mending`)
// The last line is read by machines: flaky tests are among those that passed.
console.log(`\n${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ''}`)
process.exitCode = total.failed ? 1 : 0
rmSync(scratch, { recursive: true, force: true, maxRetries: 5 })

function tell({ passed, failed, flaky }: Sum): string {
  return `${passed} passed, ${failed} failed${flaky.length ? `, ${flaky.length} of them FLAKY` : ''}`
}

function cannotRun(suite: Suite, why: string): Sum {
  const fails = inCi && !suite.optional
  notices.push(`${fails ? 'COULD NOT RUN' : 'SKIPPED'}: ${suite.name}: ${why}`)
  console.log(`!!! ${suite.name} cannot run here: ${why}`)
  return { ...noTests, failed: fails ? 1 : 0, skipped: fails ? 0 : 1 }
}

function command(program: string, args: readonly string[]): Sum {
  const { status } = spawnSync(program, args, { stdio: 'inherit' })
  return { ...noTests, ...(status === 0 ? { passed: 1 } : { failed: 1 }) }
}

function vitest(project: string): Sum {
  const file = join(scratch, `${project}.json`)
  const { status } = spawnSync(
    'npx',
    ['vitest', 'run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
    { stdio: 'inherit' },
  )
  return reported(file, status, vitestSum)
}

function playwright(): Sum {
  const file = join(scratch, 'e2e.json')
  const { status } = spawnSync('npx', ['playwright', 'test'], {
    stdio: 'inherit',
    env: { ...process.env, EARSHOT_E2E_JSON: file },
  })
  return reported(file, status, playwrightSum)
}

/** A runner that ends badly has failed whatever its report says, and without one too. */
function reported<Report>(file: string, status: number | null, read: (report: Report) => Sum): Sum {
  if (!existsSync(file)) return { ...noTests, failed: 1 }
  const sum = read(JSON.parse(readFileSync(file, 'utf8')) as Report)
  return sum.failed === 0 && status !== 0 ? { ...sum, failed: 1 } : sum
}
