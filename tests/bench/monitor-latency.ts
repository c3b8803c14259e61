// How fast the supervisor hears and is heard, on the demo floor, through the screen: from the click to the sound itself.
import type { Page } from '@playwright/test'
import type { Mode } from '#contract/monitor.ts'
import { instrument, SUPERVISOR_HZ, startBrowser } from '../stage/browser.ts'
import { choose, listen, live, modeButton, type Screen, screenOf, startConsole } from '../stage/console.ts'
import { type DemoPbx, demoCall, demoEnv, demoSiteFile, startDemoPbx } from '../stage/demo-floor.ts'
import type { DemoEvent } from '../stage/operator.ts'
import { type Figure, figure } from './figure.ts'

type Report = (figure: Figure) => void
const COLD = 8
const WARM = 20
// Far apart and far from the callers' 620 Hz: a window of 20 ms must tell them apart.
const FIRST_HZ = 1500
const SECOND_HZ = 2500

export async function monitorLatency(report: Report): Promise<void> {
  for (const way of ['info', 'rfc4733'] as const) {
    const pbx = await startDemoPbx()
    const desk = await startConsole(demoSiteFile(way), demoEnv(pbx))
    try {
      await throughScreen(report, pbx, { address: desk.address, way, hears: way === 'info' })
    } finally {
      await desk.close()
      await pbx.close()
    }
  }
}

type Through = { readonly address: string; readonly way: string; readonly hears: boolean }

/** From a click in a real window to what is heard: of hearing, and of being heard. */
export async function throughScreen(report: Report, pbx: DemoPbx, { address, way, hears }: Through): Promise<void> {
  const browser = await startBrowser()
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
    const open = async (): Promise<Screen> => {
      const page = await context.newPage()
      await instrument(page)
      await page.goto(address)
      return screenOf(page)
    }
    if (hears) await hearing(report, pbx, open)
    await speaking(report, pbx, await open(), way)
  } finally {
    await browser.close()
  }
}

async function hearing(report: Report, pbx: DemoPbx, open: () => Promise<Screen>): Promise<void> {
  const first = await demoCall(pbx.operator, { agent: '1001', agentHz: FIRST_HZ })
  const second = await demoCall(pbx.operator, { agent: '1002', agentHz: SECOND_HZ })
  const cold: number[] = []
  for (let i = 0; i < COLD; i++) {
    const screen = await open()
    cold.push(await clickToTone(screen, first.agentName, FIRST_HZ))
    await end(screen)
    await screen.page.close()
  }
  const coldFigure = figure('click → audible, cold (first monitor of a window)', 'ms', cold)
  report(coldFigure)
  const screen = await open()
  await clickToTone(screen, first.agentName, FIRST_HZ)
  await end(screen)
  const warm: number[] = []
  for (let i = 0; i < WARM; i++) {
    warm.push(await clickToTone(screen, first.agentName, FIRST_HZ))
    await end(screen)
  }
  const warmFigure = figure('click → audible, warm', 'ms', warm, coldFigure)
  report(warmFigure)
  await listen(screen, first.agentName)
  const hops: number[] = []
  for (let i = 0; i < WARM; i++) {
    const [to, hz] = i % 2 ? ([first, FIRST_HZ] as const) : ([second, SECOND_HZ] as const)
    hops.push(await clickToTone(screen, to.agentName, hz))
    await live(screen, 'listen')
  }
  report(figure('hop → audible', 'ms', hops, warmFigure))
  await end(screen)
  await first.end()
  await second.end()
  await screen.page.close()
}

/** Ms from the click on Listen (a hop, where one is live) to the first sound of the tone in the page; the tone is silent before. */
export async function clickToTone({ page, listenTo }: Screen, agentName: string, hz: number): Promise<number> {
  await page.locator('[data-line="registered"]').first().waitFor()
  await page.evaluate(() => window.earshotTest.warmContext())
  // The sound of the call before must be out of the ear's window.
  while ((await page.evaluate((tone) => window.earshotTest.firstTone(tone, 0), hz)) !== null);
  const button = listenTo(agentName)
  await button.focus()
  const heard = page.evaluate((tone) => window.earshotTest.firstTone(tone, 5000), hz)
  await button.click()
  const at = await heard
  if (at === null) throw new Error(`${agentName} was not heard within 5 s`)
  return at - (await clickedAt(page))
}

const clickedAt = (page: Page): Promise<number> => page.evaluate(() => window.earshotTest.clickedAt())

export async function end(screen: Screen): Promise<void> {
  await screen.end.click()
  await screen.card.waitFor({ state: 'hidden' })
}

async function speaking(report: Report, pbx: DemoPbx, screen: Screen, way: string): Promise<void> {
  const call = await demoCall(pbx.operator, { agent: '1001' })
  await listen(screen, call.agentName)
  const firstVoice: number[] = []
  const lastVoice: number[] = []
  for (let i = 0; i < WARM; i++) {
    firstVoice.push(await changeToVoice(pbx, screen, 'whisperAgent', true))
    await live(screen, 'whisperAgent')
    lastVoice.push(await changeToVoice(pbx, screen, 'listen', false))
    await live(screen, 'listen')
  }
  report(figure(`change of mode → first voice, ${way}`, 'ms', firstVoice))
  report(figure(`change of mode → last voice, ${way}`, 'ms', lastVoice))
  await choose(screen, 'listen').catch(() => undefined)
  await end(screen)
  await call.end()
}

/** Ms from the click to the frame in which the agent's ear has (or no longer has) the supervisor's tone; 20 ms resolution. */
async function changeToVoice(pbx: DemoPbx, screen: Screen, mode: Mode, on: boolean): Promise<number> {
  const { watch } = await pbx.operator.request<{ watch: string }>('ear.watch', {
    ear: 'agent:1001',
    frequencies: [SUPERVISOR_HZ],
  })
  const changed = new Promise<number>((done) => {
    const stop = pbx.operator.onEvent((event: DemoEvent) => {
      if (event.event !== 'ear.tone' || event.watch !== watch || event.on !== on) return
      stop()
      done(Number(event.at))
    })
  })
  await modeButton(screen, mode).click()
  const at = await changed
  await pbx.operator.request('ear.unwatch', { watch })
  return at - (await clickedAt(screen.page))
}
