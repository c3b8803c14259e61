// `npm start`: builds what is out of date, then starts the console in the shell this computer can show it in.
import { spawn } from 'node:child_process'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { machineClock } from '#contract/time.ts'
import { buildWhenNeeded } from '#main/launch/build.ts'
import { hasDisplay, sandboxIsOff } from '#main/launch/display.ts'
import { HELP, readFlags } from '#main/launch/flags.ts'
import { chooseShell, electronArguments, electronMissing, electronProgram } from '#main/launch/shell.ts'
import { whenStarterIsGone } from '#main/launch/starter.ts'
import { readSiteFile } from '#main/settings/site-file.ts'
import { configFolder, prepareFolder } from '#main/system/folder.ts'

const clock = machineClock(globalThis)
const root = resolve(import.meta.dirname, '../..')
const args = process.argv.slice(2)
const folder = process.cwd() // a site file may be named from here, and building goes elsewhere

const flags = readFlags(args)
if (!flags.ok) fail(flags.error, 2)
if (flags.value.help) {
  console.log(HELP)
  process.exit(0)
}
// Whoever has mistyped a name should not wait for a build to hear it.
const site = flags.value.configFile === null ? null : readSiteFile(flags.value.configFile)
if (site && !site.ok) fail(site.error, 2)
const place = prepareFolder(configFolder({ env: process.env, platform: process.platform, home: homedir() }))
if (!place.ok) fail(place.error, 2)
const choice = chooseShell(flags.value, electronProgram(root, process.env), hasDisplay(process))
if (!choice) fail(electronMissing, 1)
if (choice.shell === 'browser' && choice.because) console.log(choice.because)
await buildWhenNeeded(root, clock, build).catch((cause: Error) => fail(cause.message, 1))
if (choice.shell === 'electron') {
  const before = electronArguments(root, process.getuid?.() ?? null, process.platform)
  if (before.includes('--no-sandbox')) console.log(sandboxIsOff)
  run(choice.program, before)
} else run(process.execPath, [join(root, 'out', 'main', 'browser.js')])

async function build() {
  console.log('Building the console. This happens once.')
  process.chdir(root)
  const { build: buildAll } = await import('electron-vite')
  try {
    await buildAll({ root, logLevel: 'error' })
  } catch (cause) {
    throw new Error(`The console could not be built: ${(cause as Error).message}`)
  }
}

function run(program: string, before: readonly string[]) {
  // The channel closes however we end, and the console ends with it.
  // In a group of its own: whatever it has opened (a browser's window) goes with it, also when it was killed.
  const detached = process.platform !== 'win32'
  const child = spawn(program, [...before, ...args], {
    cwd: folder,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    detached,
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
  if (process.env.npm_lifecycle_event) whenStarterIsGone(clock, () => child.kill('SIGTERM'))
  child.once('error', (cause) => fail(`The console could not start: ${cause.message}`, 1))
  child.once('exit', (code, signal) => {
    if (detached && child.pid !== undefined) endGroup(child.pid)
    process.exit(code ?? (signal ? 1 : 0))
  })
}

function endGroup(leader: number) {
  try {
    process.kill(-leader, 'SIGTERM')
  } catch {
    // Nobody of it is left.
  }
}

function fail(sentence: string, code: number): never {
  console.error(sentence)
  process.exit(code)
}
