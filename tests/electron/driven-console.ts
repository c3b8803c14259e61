// The real program in a real Electron, driven as a person would: its window through Playwright, its main process beside it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { type DemoPbx, demoEnv, demoSiteFile } from '../stage/demo-floor.ts'
import { toneWav } from '../stage/tone.ts'
import type { Runtime } from './runtime.ts'

export const SUPERVISOR_HZ = 1000

export type DrivenConsole = {
  readonly app: ElectronApplication
  readonly page: Page
  readonly errors: readonly string[] // what the page threw or logged as an error
  readonly order: Order // starts another one like it
  close(): Promise<void>
}

export type Wishes = {
  readonly runtime: Runtime
  readonly folder: string // what Electron is started on
  readonly display: string
  readonly pbx: DemoPbx
  readonly extension: string // of the supervisor's line; two consoles cannot have the same
  readonly flags?: readonly string[]
  readonly env?: NodeJS.ProcessEnv // instead of the address of the PBX
}

export type Order = {
  readonly program: string
  readonly args: readonly string[]
  readonly env: NodeJS.ProcessEnv
  readonly home: string // goes with the console
}

/** How to start a console with a folder of its own. */
export function orderConsole({
  runtime,
  folder,
  display,
  pbx,
  extension,
  flags = [],
  env: more = demoEnv(pbx),
}: Wishes): Order {
  const home = mkdtempSync(join(tmpdir(), 'earshot-electron-'))
  const config = join(home, 'site.json')
  const microphone = join(home, 'microphone.wav')
  writeFileSync(config, JSON.stringify(demoSiteFile('info', { supervisor: { name: 'Stage', extension } })))
  writeFileSync(microphone, toneWav(SUPERVISOR_HZ, 10))
  const args = [...chromiumFlags(microphone), resolve(folder), '--config', config, ...flags]
  const env = { ...process.env, ...more, EARSHOT_CONFIG_DIR: home, DISPLAY: display }
  return { program: resolve(runtime.path), args, env, home }
}

export async function driveConsole(wishes: Wishes): Promise<DrivenConsole> {
  const order = orderConsole(wishes)
  const { program, args, env, home } = order
  const app = await _electron.launch({ executablePath: program, args: [...args], env: asStrings(env) })
  const errors: string[] = []
  const page = await app.firstWindow()
  page.on('pageerror', (error) => errors.push(String(error)))
  page.on('console', (message) => {
    const { url } = message.location()
    // What the test itself has the page do is text made code, which DevTools may do; it stands in no file.
    const isOurs = url === '' && message.text().includes("requires 'TrustedScript'")
    if (message.type() === 'error' && !isOurs) errors.push(`${message.text()} ${url}`)
  })
  if (wishes.runtime.compat) await mendPlaywright(page)
  await page.waitForFunction(() => document.querySelector('main') !== null)
  let isClosed = false
  return {
    app,
    page,
    errors,
    order,
    close: async () => {
      if (isClosed) return
      isClosed = true
      await answers(app, 'leave')
      await app.close()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

/** What the person presses where Electron asks before it goes. */
export const answers = (app: ElectronApplication, answer: 'stay' | 'leave'): Promise<void> =>
  app.evaluate(
    ({ dialog }, response) => {
      dialog.showMessageBox = async () => ({ response, checkboxChecked: false })
    },
    answer === 'leave' ? 1 : 0,
  )

const asStrings = (env: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined))

// No --use-fake-ui-for-media-stream: the console's own permission rules must answer for the microphone.
const chromiumFlags = (microphone: string): string[] => [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--use-fake-device-for-media-stream',
  `--use-file-for-fake-audio-capture=${microphone}`,
  '--allow-loopback-in-peer-connection',
]

/** Playwright's own script calls Element.checkVisibility, which Chromium 83 lacks in the world that script lives in. */
async function mendPlaywright(page: Page): Promise<void> {
  const devTools = await page.context().newCDPSession(page)
  devTools.on('Runtime.executionContextCreated', ({ context }) => {
    if (!context.name.includes('playwright')) return
    const expression = `Element.prototype.checkVisibility = function () {
      return this.getClientRects().length > 0 || getComputedStyle(this).display === 'contents'
    }`
    void devTools.send('Runtime.evaluate', { expression, contextId: context.id }).catch(() => {})
  })
  await devTools.send('Runtime.enable')
}
