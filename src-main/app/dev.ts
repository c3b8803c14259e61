// `npm run dev`: the console on the demo floor while it is being written; what is saved shows at once.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { createServer } from 'vite'
import type { Stop } from '#contract/time.ts'
import { devPageConfig } from '#main/launch/dev-page.ts'
import { fromSource, startDevProgram } from '#main/launch/dev-program.ts'
import { type Flags, readFlags } from '#main/launch/flags.ts'
import { createRestarting, type EndProgram } from '#main/launch/restarting.ts'
import { whenStarterIsGone } from '#main/launch/starter.ts'
import { readReadyLine } from '#main/pbx/demo/ready.ts'
import { createDeskProxy, type DeskAddress, enterDesk } from '#main/shell/browser/desk-proxy.ts'
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
else if (flags.value.shell === 'electron')
  fail('npm run dev knows the browser shell only. Run npm start -- --shell=electron to see a change in Electron.', 2)
else await develop(flags.value)

async function develop({ open, configFile }: Flags) {
  const env = { ...process.env, EARSHOT_CONFIG_DIR: dir, EARSHOT_DEMO_CONTROL: await demoFloor() }
  let at: DeskAddress | null = null
  const desk = createRestarting({
    clock: systemClock,
    start: () => {
      const site = configFile === null ? ['--floor', 'demo'] : ['--config', resolve(configFile)]
      return startDevProgram({
        command: fromSource(join(root, 'src-main/app/browser.ts'), ['--no-open', ...site]),
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
      })
    },
  })
  const page = await servePage(() => at)
  // Not before: Vite would end the program by itself, and sooner than the desk has ended its monitors.
  for (const signal of endingSignals) onSignal(signal, () => end(0))
  page.onChange(desk.changed)
  closing.push(page.close, desk.close)
  await desk.start()
  printed(`Earshot is at ${page.proxy.address()}`)
  if (open) closing.push(openWindow(page.proxy))
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

async function servePage(desk: () => DeskAddress | null) {
  const proxy = createDeskProxy({ port: () => port(), desk, randomId })
  const wanted = Number(process.env.EARSHOT_PORT || 5173)
  const vite = await createServer(devPageConfig({ root, port: wanted, answerFirst: proxy.answer }))
  await vite.listen()
  const port = () => {
    const address = vite.httpServer?.address()
    return typeof address === 'object' && address ? address.port : 0
  }
  vite.httpServer?.on('upgrade', proxy.upgrade)
  vite.watcher.add(['src-main', 'src-preload'].map((folder) => join(root, folder)))
  return {
    proxy,
    close: () => vite.close(),
    onChange: (changed: () => void) => {
      vite.watcher.on('all', (_event, file) => {
        if (file.startsWith(join(root, 'src-main/demo-pbx'))) printed('The demo PBX runs on as it was started.')
        else if (!file.startsWith(join(root, 'src-renderer'))) changed()
      })
    },
  }
}

function openWindow({ address, page }: Pick<ReturnType<typeof createDeskProxy>, 'address' | 'page'>): EndProgram {
  const { env, platform } = process
  const close: Stop = showWindow({
    places: { env, platform, home: homedir(), exists: existsSync },
    uid: process.getuid?.() ?? null,
    profileDir: join(dir, 'browser'),
    kiosk: false,
    address,
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
