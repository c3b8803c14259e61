// `npm run dev`: the console on the demo floor while it is being written; what is saved shows at once.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { createServer } from 'vite'
import type { Stop } from '#contract/time.ts'
import { type DevPageParts, devPageConfig, freePort } from '#main/launch/dev-page.ts'
import { fromSource, startDevProgram } from '#main/launch/dev-program.ts'
import { type Flags, readFlags } from '#main/launch/flags.ts'
import { createRestarting, type EndProgram } from '#main/launch/restarting.ts'
import { electronArguments, electronMissing, electronProgram } from '#main/launch/shell.ts'
import { whenStarterIsGone } from '#main/launch/starter.ts'
import { readReadyLine } from '#main/pbx/demo/ready.ts'
import { createDeskProxy, type DeskAddress, enterDesk } from '#main/shell/browser/desk-proxy.ts'
import { keyPage } from '#main/shell/browser/key-page.ts'
import { runCommand } from '#main/shell/browser/run-command.ts'
import { showWindow } from '#main/shell/browser/show-window.ts'
import { endingSignals, onSignal } from '#main/system/signals.ts'
import { randomId, systemClock } from './compose.ts'

const root = resolve(import.meta.dirname, '../..')
const printed = (sentence: string) => void process.stdout.write(`${sentence}\n`)
const fail = (sentence: string, code: number): never => {
  process.stderr.write(`${sentence}\n`)
  process.exit(code)
}

// The settings and the monitors of the installed console are left alone.
const dir = process.env.EARSHOT_CONFIG_DIR ?? join(root, '.cache', 'dev')
const closing: EndProgram[] = []
let ending = false
if (process.env.npm_lifecycle_event) whenStarterIsGone(systemClock, () => end(0))

const flags = readFlags(process.argv.slice(2))
if (!flags.ok) fail(flags.error, 2)
else if (flags.value.shell === 'electron') await developInElectron(siteFlags(flags.value))
else await developInBrowser(flags.value)

function siteFlags({ configFile }: Pick<Flags, 'configFile'>): string[] {
  return configFile === null ? ['--floor', 'demo'] : ['--config', resolve(configFile)]
}

async function deskEnv(): Promise<NodeJS.ProcessEnv> {
  return { ...process.env, EARSHOT_CONFIG_DIR: dir, EARSHOT_DEMO_CONTROL: await demoFloor() }
}

async function developInBrowser({ open, ...flags }: Flags) {
  const env = await deskEnv()
  let at: DeskAddress | null = null
  const desk = createRestarting({
    clock: systemClock,
    start: () =>
      startDevProgram({
        command: fromSource(join(root, 'src-main/app/browser.ts'), ['--no-open', ...siteFlags(flags)]),
        env: { ...env, EARSHOT_PORT: '0' },
        onLine: async (line) => {
          const address = /^Earshot is at (\S+)$/.exec(line)?.[1]
          if (!address) return printed(line)
          at = await enterDesk(address)
          printed('The desk is up.')
        },
        onEnd: (code) => {
          at = null
          if (code) printed(`The desk ended with ${code}. It starts again when a file changes.`)
        },
      }),
  })
  const proxy = createDeskProxy({ port: () => page.port, desk: () => at, randomId })
  const port = Number(process.env.EARSHOT_PORT || 5173)
  const page = await servePage({ port, changesFrom: 'ownOrigin', answerFirst: proxy.answer }, desk.changed)
  page.server?.on('upgrade', proxy.upgrade)
  closing.push(page.close, desk.close)
  await desk.start()
  printed(`Earshot is at ${proxy.address()}`)
  if (open) closing.push(openWindow(proxy))
}

/** The desk lives in Electron's own program: a change of it starts Electron anew, a change of the page does not. */
async function developInElectron(site: readonly string[]) {
  const program = electronProgram(root, process.env)
  if (!program) return fail(electronMissing, 1)
  const before = electronArguments(root, process.getuid?.() ?? null, process.platform)
  const env = await deskEnv()
  let isEnding = false // by us, to start it anew
  const electron = createRestarting({
    clock: systemClock,
    prepare: buildProgram,
    start: () => {
      isEnding = false
      const endElectron = startDevProgram({
        command: [program, ...before, ...site],
        env: { ...env, EARSHOT_DEV_PAGE: `http://127.0.0.1:${page.port}` },
        onLine: printed,
        onEnd: (code) => {
          if (isEnding) return
          if (code) printed(`Electron ended with ${code}. It starts again when a file changes.`)
          else end(0)
        },
      })
      return () => {
        isEnding = true
        return endElectron()
      }
    },
  })
  const port = await freePort()
  const page = await servePage({ port, changesFrom: 'thisPort', answerFirst: () => false }, electron.changed)
  closing.push(page.close, electron.close)
  printed('Building the program. Then its window opens.')
  await electron.start()
}

/** Main and preload as they are installed; the page comes from Vite. In a program of its own: it builds for production. */
async function buildProgram(): Promise<boolean> {
  const builder = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const { NODE_ENV, ...env } = process.env
  const { code, stderr } = await runCommand(process.execPath, [builder, 'build', '--logLevel', 'error'], env)
  if (code !== 0) printed(`Nothing was started anew, the program could not be built:\n${stderr}`)
  return code === 0
}

/** The ready line of a demo PBX that outlives every change of the desk. */
async function demoFloor(): Promise<string> {
  const { EARSHOT_DEMO_CONTROL: given } = process.env
  if (given) return given
  return new Promise((resolve) => {
    const endPbx = startDevProgram({
      command: fromSource(join(root, 'src-main/demo-pbx/main.ts')),
      env: process.env,
      onLine: (line) => readReadyLine(line) && resolve(line),
      onEnd: () => ending || fail('The demo PBX has ended.', 1),
    })
    closing.push(endPbx)
  })
}

async function servePage({ port, changesFrom, answerFirst }: Omit<DevPageParts, 'root'>, changed: () => void) {
  const vite = await createServer(devPageConfig({ root, port, changesFrom, answerFirst }))
  await vite.listen()
  // Not before: Vite would end the program by itself, and sooner than the desk has ended its monitors.
  for (const signal of endingSignals) onSignal(signal, () => end(0))
  vite.watcher.add(['src-main', 'src-preload'].map((folder) => join(root, folder)))
  vite.watcher.on('all', (_event, file) => {
    if (file.startsWith(join(root, 'src-main/demo-pbx'))) printed('The demo PBX runs on as it was started.')
    else if (!file.startsWith(join(root, 'src-renderer'))) changed()
  })
  const address = vite.httpServer?.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    server: vite.httpServer,
    close: () => vite.close(),
  }
}

function openWindow({ address, page }: Pick<ReturnType<typeof createDeskProxy>, 'address' | 'page'>): EndProgram {
  const { env, platform } = process
  const profileDir = join(dir, 'browser')
  const close: Stop = showWindow({
    places: { env, platform, home: homedir(), exists: existsSync },
    uid: process.getuid?.() ?? null,
    profileDir,
    kiosk: false,
    address,
    keyPage: keyPage(profileDir),
    page,
    spawn,
    run: runCommand,
    clock: systemClock,
    say: printed,
    onClosed: () => end(0),
  })
  return async () => close()
}

/** The window first, then the desk with its monitors, the page, and at last the floor. */
function end(code: number): void {
  if (ending) process.exit(1)
  ending = true
  void closing.reduceRight((before, close) => before.then(close), Promise.resolve()).finally(() => process.exit(code))
}
