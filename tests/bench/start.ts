// From the start of the program to a floor that is live, cold and warm; what that loads, and what desk and page hold of memory.
import { readFileSync } from 'node:fs'
import type { Browser, BrowserContext, Page } from '@playwright/test'
import { firstLoads } from '../house/first-load.ts'
import { startBrowser } from '../stage/browser.ts'
import { type ConsoleProcess, listen, screenOf, startConsole } from '../stage/console.ts'
import { type DemoPbx, demoCall, demoEnv, demoSiteFile, startDemoPbx } from '../stage/demo-floor.ts'
import { type Figure, figure } from './figure.ts'

type Report = (figure: Figure) => void

const ROUNDS = 10
const REST_MS = 3000

export async function startBench(report: Report): Promise<void> {
  for (const { page, scriptBytes, styleBytes } of firstLoads('out/renderer') ?? []) {
    report(figure(`first load of ${page}: script`, 'kB', [scriptBytes / 1000]))
    report(figure(`first load of ${page}: style`, 'kB', [styleBytes / 1000]))
  }
  const pbx = await startDemoPbx()
  try {
    // Once unmeasured: what is out of date is built.
    await (await startConsole(demoSiteFile('info'), demoEnv(pbx))).close()
    const cold = await rounds(pbx, 'cold', report)
    await rounds(pbx, 'warm', report, cold)
    await memory(pbx, report)
  } finally {
    await pbx.close()
  }
}

/** cold: a computer that has never seen the console; warm: settings and the browser's profile are there. */
async function rounds(pbx: DemoPbx, kind: 'cold' | 'warm', report: Report, cold?: readonly Figure[]) {
  const served: number[] = []
  const usable: number[] = []
  const live: number[] = []
  let browser = await startBrowser()
  let context = await browser.newContext()
  let home: string | undefined
  for (let round = 0; round < ROUNDS + (kind === 'warm' ? 1 : 0); round++) {
    const began = performance.now()
    const desk = await startConsole(demoSiteFile('info'), demoEnv(pbx), home)
    const servedAt = performance.now() - began
    const page = await context.newPage()
    const opening = page.goto(desk.address)
    const seen = async (what: string) => {
      await page.locator(what).first().waitFor()
      return performance.now() - began
    }
    const [usableAt, liveAt] = await Promise.all([
      seen('section[aria-label="Agents"] input, section[aria-label="Agents"] [role="row"]'),
      seen('.connection-live'),
      opening,
    ])
    await page.close()
    await desk.close()
    const isFirst = kind === 'warm' && round === 0 // makes it warm
    if (!isFirst) {
      served.push(servedAt)
      usable.push(usableAt)
      live.push(liveAt)
    }
    if (kind === 'warm') home = desk.home
    else {
      await browser.close()
      browser = await startBrowser()
      context = await browser.newContext()
    }
  }
  await browser.close()
  const figures = [
    figure(`start, ${kind}: program → its address`, 'ms', served, cold?.[0]),
    figure(`start, ${kind}: program → window usable`, 'ms', usable, cold?.[1]),
    figure(`start, ${kind}: program → floor live`, 'ms', live, cold?.[2]),
  ]
  for (const one of figures) report(one)
  return figures
}

async function memory(pbx: DemoPbx, report: Report): Promise<void> {
  const browser = await startBrowser()
  const context = await browser.newContext()
  const desk = await startConsole(demoSiteFile('info'), demoEnv(pbx))
  try {
    const page = await context.newPage()
    await page.goto(desk.address)
    await page.locator('.connection-live').first().waitFor()
    const atRest = await held('at rest', { browser, context, page, desk }, report)
    const call = await demoCall(pbx.operator, { agent: '1001' })
    await listen(screenOf(page), call.agentName)
    await held('with a monitor', { browser, context, page, desk }, report, atRest)
  } finally {
    await browser.close()
    await desk.close()
  }
}

type Running = {
  readonly browser: Browser
  readonly context: BrowserContext
  readonly page: Page
  readonly desk: ConsoleProcess
}

async function held(when: string, { browser, context, page, desk }: Running, report: Report, rest?: readonly Figure[]) {
  await new Promise((done) => setTimeout(done, REST_MS))
  const cdp = await context.newCDPSession(page)
  await cdp.send('HeapProfiler.collectGarbage')
  const { usedSize } = await cdp.send('Runtime.getHeapUsage')
  const renderers = await rendererPids(browser)
  const figures = [
    figure(`memory, ${when}: desk`, 'MiB', [sum(desk.pids().map(proportionalMiB))], rest?.[0]),
    figure(`memory, ${when}: page’s processes`, 'MiB', [sum(renderers.map(proportionalMiB))], rest?.[1]),
    figure(`memory, ${when}: page’s script heap`, 'MiB', [usedSize / 2 ** 20], rest?.[2]),
  ]
  for (const one of figures) report(one)
  return figures
}

async function rendererPids(browser: Browser): Promise<number[]> {
  const cdp = await browser.newBrowserCDPSession()
  const { processInfo } = await cdp.send('SystemInfo.getProcessInfo')
  return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id)
}

const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0)

/** MiB of a process, pages it shares counted by its share (Pss); 0 when it is gone. */
function proportionalMiB(pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}
