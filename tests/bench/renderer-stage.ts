// The real window in Chromium on the real desk and its socket; only the connector is a fake, driven by made-up traffic.

import { randomBytes } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Browser, CDPSession, Page } from '@playwright/test'
import react from '@vitejs/plugin-react'
import { build } from 'vite'
import { machineClock } from '#contract/time.ts'
import { createDesk } from '#main/desk/desk.ts'
import { openSettings } from '#main/settings/store.ts'
import { confSettings } from '#main/shell/browser/conf-settings.ts'
import { startServer } from '#main/shell/browser/server.ts'
import { createWindows } from '#main/shell/browser/window-socket.ts'
import { createPerson } from '#main/sign-in/person.ts'
import { fakeConnector } from '../fakes/fake-connector.ts'
import { instrument } from '../stage/browser.ts'
import { createTraffic } from './renderer-traffic.ts'

export type Window = 'console' | 'naive'

const pages: Readonly<Record<Window, string>> = { console: 'src-renderer', naive: 'tests/bench/naive' }

/** Builds the page as the product is built; the answer is the folder. */
export async function buildPage(which: Window): Promise<string> {
  const root = resolve(pages[which])
  const outDir = mkdtempSync(join(tmpdir(), `earshot-bench-${which}-`))
  await build({
    configFile: false,
    root,
    base: './',
    logLevel: 'silent',
    plugins: [react()],
    build: {
      outDir,
      emptyOutDir: true,
      rollupOptions: { input: join(root, 'browser.html'), output: { strictExecutionOrder: true } },
    },
  })
  return outDir
}

const clock = machineClock(globalThis)

export type BenchFloor = {
  readonly page: Page
  readonly cdp: CDPSession
  readonly connector: ReturnType<typeof fakeConnector>
  /** From now on so many events a second; 0 is a still floor. They come in ticks of 10 ms. */
  readonly rate: (eventsPerSecond: number) => void
  /** How many events there have been. */
  readonly events: () => number
  /** So many events at once, as one patch. */
  readonly burst: (events: number) => void
  readonly close: () => Promise<void>
}

export async function openFloor(browser: Browser, root: string): Promise<BenchFloor> {
  const connector = fakeConnector({ rings: 'allPhones' })
  const traffic = createTraffic(clock.now)
  const dir = mkdtempSync(join(tmpdir(), 'earshot-bench-'))
  const settings = openSettings(confSettings({ dir, version: '0.0.0' }), {})
  const log = () => {}
  const randomId = (bytes: number) => randomBytes(bytes).toString('hex')
  const desk = createDesk({
    connector: connector.connector,
    settings,
    dir,
    log,
    randomId,
    clock,
    asleepMs: () => 0,
    person: createPerson(),
    shell: 'browser',
    seat: '0123456789ab',
    version: 'bench',
  })
  const windows = createWindows({ desk, log, clock })
  const server = await startServer({
    root,
    port: 0,
    randomId,
    lineWsUrl: () => null,
    demoFloor: () => false,
    speech: () => ({ language: 'system', theme: 'system' }),
    onWindow: windows.take,
  })
  connector.goLive(traffic.floor())
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } })
  const page = await context.newPage()
  await instrument(page)
  await page.goto(server.address())
  await page.getByText('Amelia Abbott 0').first().waitFor()
  const cdp = await context.newCDPSession(page)
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' })
  const burst = (count: number) => connector.tellFloor({ kind: 'patch', patch: traffic.next(count) })
  const beat = createBeat(burst)
  return {
    page,
    cdp,
    connector,
    rate: beat.rate,
    events: beat.count,
    burst,
    close: async () => {
      beat.rate(0)
      await context.close()
      windows.close()
      await server.close()
      await desk.close()
    },
  }
}

const TICK_MS = 10

/** As many events as the time that has passed asks for, also when a tick comes late. */
function createBeat(happen: (count: number) => void) {
  let perSecond = 0
  let done = 0
  let owed = 0
  let last = performance.now()
  let timer: NodeJS.Timeout | null = null
  const tick = () => {
    const now = performance.now()
    owed += ((now - last) / 1000) * perSecond
    last = now
    const count = Math.floor(owed)
    owed -= count
    done += count
    if (count > 0) happen(count)
  }
  return {
    count: () => done,
    rate: (next: number) => {
      perSecond = next
      last = performance.now()
      if (timer) clearInterval(timer)
      timer = next > 0 ? setInterval(tick, TICK_MS) : null
    },
  }
}
