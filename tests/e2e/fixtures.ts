// One demo PBX, one console and one Chromium for a whole spec file; a fresh page and an empty floor for every test.
import { type BrowserContext, test as base, type Page } from '@playwright/test'
import { instrument, startBrowser } from '../stage/browser.ts'
import { type ConsoleProcess, listen, type Screen, screenOf, startConsole } from '../stage/console.ts'
import { type DemoCall, type DemoPbx, demoCall, demoEnv, demoSiteFile, startDemoPbx } from '../stage/demo-floor.ts'

export type Stage = {
  readonly pbx: DemoPbx
  readonly desk: ConsoleProcess
  readonly context: BrowserContext
  /** A fresh window, in the process of all the others: to start one for each would take half of a test's processor time. */
  newWindow(): Promise<Page>
}

type ForTest = {
  readonly page: Page
  readonly view: Screen
  readonly pbx: DemoPbx
  /** A call of agent 1001, listened to. */
  readonly heard: DemoCall
}
type ForWorker = { readonly siteFile: object; readonly stage: Stage }

export const test = base.extend<ForTest, ForWorker>({
  siteFile: [demoSiteFile('info'), { option: true, scope: 'worker' }],
  stage: [
    async ({ siteFile }, use) => {
      const pbx = await startDemoPbx({ program: 'with faults' })
      const desk = await startConsole(siteFile, demoEnv(pbx))
      const browser = await startBrowser()
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
      const opener = await context.newPage()
      await opener.goto(new URL('/the-opener-of-windows', desk.address).href) // a page without a script
      const newWindow = async () => {
        const opened = opener.waitForEvent('popup')
        await opener.evaluate(() => void window.open('about:blank'))
        return opened
      }
      await use({ pbx, desk, context, newWindow })
      await browser.close()
      await desk.close()
      await pbx.close()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  pbx: async ({ stage }, use) => {
    await stillFloor(stage.pbx)
    await use(stage.pbx)
    await stillFloor(stage.pbx)
  },
  page: async ({ stage, pbx }, use) => {
    void pbx
    const page = await stage.newWindow()
    await instrument(page)
    await page.goto(stage.desk.address)
    await use(page)
    await page.close()
  },
  view: async ({ page }, use) => use(screenOf(page)),
  heard: async ({ view, pbx }, use) => {
    const call = await demoCall(pbx.operator, { agent: '1001' })
    await listen(view, call.agentName)
    await use(call)
  },
})

/** No faults, no calls, everybody available. */
async function stillFloor(pbx: DemoPbx): Promise<void> {
  const { operator } = pbx
  await operator.request('fault', {})
  const { calls, agents } = await operator.request<{
    calls: { id: string }[]
    agents: { ext: string; status: string }[]
  }>('feed.subscribe')
  for (const { id } of calls) await operator.request('scenario.end', { call: id }).catch(() => undefined)
  for (const { ext, status } of agents) {
    if (status !== 'idle') await operator.request('scenario.presence', { agent: ext, status: 'idle' })
  }
}
