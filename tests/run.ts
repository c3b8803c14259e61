// `npm test`: every suite in turn, what cannot run named loudly, and one sum at the end.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { provideAsterisk, provideChromium, provideDisplay, provideElectron, provideSound } from './provide.ts'
import { addSums, judged, noTests, playwrightSum, type Sum, vitestSum } from './reports.ts'

/** Where the output of a suite goes: at once, or kept until it has ended where two run side by side. */
type Print = (output: Buffer | string) => void

/** Runs a program to its end and gives its exit status; null when it was killed, or could not be started. */
type Start = (program: string, args: readonly string[], env?: NodeJS.ProcessEnv) => Promise<number | null>

type Suite = {
  readonly name: string
  readonly run: (start: Start) => Promise<Sum>
  readonly missing?: () => string | null
  readonly optional?: boolean
}

const inCi = process.env.CI === 'true'
const scratch = mkdtempSync(join(tmpdir(), 'earshot-test-'))
process.env.TMPDIR = scratch // of all suites: nothing of them stays behind

// Suites of one row run side by side: they wait more than they work, or are over in seconds. Whatever works more than it waits runs by
// itself: beside others it would be starved until its tests give up, at whatever priority, and they would be late.
const rows: readonly (readonly Suite[])[] = [
  [
    { name: 'check: format, lint and borders', run: command('npx', ['biome', 'ci', '--error-on-warnings', '.']) },
    { name: 'check: types', run: command('npm', ['run', '--silent', 'types']) },
    { name: 'check: dead code', run: command('npx', ['knip']) },
    { name: 'check: the house', run: command('npm', ['run', '--silent', 'house']) },
  ],
  [
    { name: 'build', run: command('npx', ['electron-vite', 'build', '--logLevel', 'warn']) },
    { name: 'build: simulators', run: command('npx', ['tsx', 'tests/stage/simulators.ts']) },
  ],
  [{ name: 'build: first load', run: command('npm', ['run', '--silent', 'first-load']) }],
  [
    { name: 'wire', run: vitest('wire') },
    { name: 'contract', run: vitest('contract') },
  ],
  // The proof of ears on an own PBX opens a window.
  [{ name: 'asterisk', run: vitest('asterisk'), missing: () => provideAsterisk() ?? provideChromium() }],
  [{ name: 'unit', run: vitest('unit', 'unit-window', 'unit-alone') }],
  [{ name: 'end to end: ears', run: playwright('ears'), missing: () => provideWindows() ?? provideDevices() }],
  [{ name: 'end to end: screen', run: playwright('screen'), missing: provideWindows }],
  [{ name: 'real Electron', run: vitest('electron'), missing: provideElectron, optional: true }],
]

const wanted = process.argv.slice(2)
const sums: Sum[] = []
const notices: string[] = []
const isWanted = ({ name }: Suite): boolean => wanted.length === 0 || wanted.some((word) => name.includes(word))
for (const row of rows.map((suites) => suites.filter(isWanted))) {
  // In their order: what one of them needs is provided before the next begins.
  sums.push(...(await Promise.all(row.map((suite) => runSuite(suite, row.length > 1)))))
}
const total = sums.reduce(addSums, noTests)
if (notices.length) console.log(`\n${notices.join('\n')}`)
if (total.flaky.length) console.log(`${total.flaky.length} flaky: they passed only when tried again, and want mending`)
// The last line is read by machines: flaky tests are among those that passed.
console.log(`\n${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ''}`)
process.exitCode = total.failed ? 1 : 0
rmSync(scratch, { recursive: true, force: true, maxRetries: 5 })

async function runSuite(suite: Suite, isBesideOthers: boolean): Promise<Sum> {
  const kept: (Buffer | string)[] = []
  const print: Print = isBesideOthers ? (output) => kept.push(output) : (output) => process.stdout.write(output)
  const began = Date.now()
  if (isBesideOthers) process.stdout.write(`… ${suite.name}\n`)
  print(`\n=== ${suite.name}\n`)
  const missing = suite.missing?.() ?? null
  const start: Start = (program, args, env) => exitOf(program, args, print, env)
  const sum = judged(missing === null ? await suite.run(start) : cannotRun(suite, missing, print))
  for (const name of sum.flaky) notices.push(`FLAKY: ${suite.name}: ${name}`)
  for (const name of sum.broken) notices.push(`FAILED: ${suite.name}: ${name}`)
  if (sum.failed > sum.broken.length) notices.push(`FAILED: ${suite.name} (${sum.failed})`)
  print(`=== ${suite.name}: ${tell(sum)} in ${((Date.now() - began) / 1000).toFixed(1)} s\n`)
  for (const output of kept) process.stdout.write(output)
  return sum
}

function provideWindows(): string | null {
  return provideChromium() ?? provideDisplay()
}

/** Without devices that are plugged in and out the rest of the suite can still run; on a machine for tests they must be there. */
function provideDevices(): string | null {
  const why = provideSound()
  if (why && !inCi) notices.push(`SKIPPED: end to end: ears: devices plugged in and out: ${why}`)
  return inCi ? why : null
}

function tell({ passed, failed, flaky }: Sum): string {
  return `${passed} passed, ${failed} failed${flaky.length ? `, ${flaky.length} of them FLAKY` : ''}`
}

function cannotRun(suite: Suite, why: string, print: Print): Sum {
  const fails = inCi && !suite.optional
  notices.push(`${fails ? 'COULD NOT RUN' : 'SKIPPED'}: ${suite.name}: ${why}`)
  print(`!!! ${suite.name} cannot run here: ${why}\n`)
  return { ...noTests, failed: fails ? 1 : 0, skipped: fails ? 0 : 1 }
}

function exitOf(program: string, args: readonly string[], print: Print, env = process.env): Promise<number | null> {
  const child = spawn(program, args, { stdio: ['inherit', 'pipe', 'pipe'], env })
  child.stdout.on('data', print)
  child.stderr.on('data', print)
  return new Promise((resolve) => {
    child.on('error', (cause) => {
      print(`${program}: ${cause.message}\n`)
      resolve(null)
    })
    child.on('close', resolve)
  })
}

function command(program: string, args: readonly string[]): Suite['run'] {
  return async (start) => ({
    ...noTests,
    ...((await start(program, args)) === 0 ? { passed: 1 } : { failed: 1 }),
  })
}

function vitest(...projects: readonly string[]): Suite['run'] {
  const file = join(scratch, `${projects[0]}.json`)
  const which = projects.flatMap((project) => ['--project', project])
  const reports = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  return async (start) => reported(file, await start('npx', ['vitest', 'run', ...which, ...reports]), vitestSum)
}

function playwright(project: string): Suite['run'] {
  const file = join(scratch, `e2e-${project}.json`)
  return async (start) => {
    const env = { ...process.env, EARSHOT_E2E_JSON: file }
    // Each run empties its folder when it begins, while another one may be under way.
    const args = ['playwright', 'test', '--project', project, '--output', join('test-results', project)]
    return reported(file, await start('npx', args, env), playwrightSum)
  }
}

/** A runner that ends badly has failed whatever its report says, and without one too. */
function reported<Report>(file: string, status: number | null, read: (report: Report) => Sum): Sum {
  if (!existsSync(file)) return { ...noTests, failed: 1 }
  const sum = read(JSON.parse(readFileSync(file, 'utf8')) as Report)
  return sum.failed === 0 && status !== 0 ? { ...sum, failed: 1 } : sum
}
