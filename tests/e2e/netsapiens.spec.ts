// The nuisances of the portals, gone: the real console on the simulated NetSapiens platform, through the screen.
import { test as base, expect } from '@playwright/test'
import { instrument, startBrowser } from '../stage/browser.ts'
import { choose, listen, live, type Screen, screenOf, startConsole } from '../stage/console.ts'
import { demoCall } from '../stage/demo-floor.ts'
import {
  misbehave,
  netsapiensEnv,
  netsapiensSiteFile,
  type Platform,
  startPlatform,
} from '../stage/netsapiens-floor.ts'

const test = base.extend<{ view: Screen; platform: Platform }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a fixture needs from this very pattern.
  platform: async ({}, use) => {
    const platform = await startPlatform()
    await use(platform)
    await platform.pbx.close()
  },
  view: async ({ platform }, use) => {
    const desk = await startConsole(netsapiensSiteFile(platform), netsapiensEnv(platform))
    const browser = await startBrowser()
    const page = await browser.newPage()
    await instrument(page)
    await page.goto(desk.address)
    await use(screenOf(page))
    await browser.close()
    await desk.close()
  },
})
const callOf = ({ pbx }: Platform, agent: string) => demoCall(pbx.operator, { agent, line: '5001wp' })
const monitorsOn = async ({ pbx }: Platform) => (await pbx.operator.request<{ monitors: number }>('stats')).monitors

test('ends by the console alone, and the next Listen works at once, without a reload', async ({
  view: screen,
  platform,
}) => {
  const call = await callOf(platform, '1001')
  for (let session = 0; session < 3; session++) {
    await listen(screen, call.agentName)
    await screen.end.click()
    await screen.card.waitFor({ state: 'hidden' })
    await expect.poll(() => monitorsOn(platform)).toBe(0)
  }
})

test('goes to another call by one click, in listen, though the platform cannot hop', async ({
  view: screen,
  platform,
}) => {
  const [first, second] = [await callOf(platform, '1001'), await callOf(platform, '1002')]
  await listen(screen, first.agentName)
  await choose(screen, 'whisperAgent')
  await screen.listenTo(second.agentName).click()
  await expect(screen.card).toContainText(second.agentName, { timeout: 15_000 })
  await live(screen, 'listen')
  await expect.poll(() => monitorsOn(platform)).toBe(1)
  await expect(screen.card).toHaveAttribute('data-microphone', 'closed')
})

test('the call ending under a whisper leaves the session, in listen, until it is ended', async ({
  view: screen,
  platform,
}) => {
  const call = await callOf(platform, '1001')
  await listen(screen, call.agentName)
  await choose(screen, 'whisperAgent')
  await call.end()
  await expect(screen.card).toHaveAttribute('data-call', 'ended')
  await expect(screen.card).toHaveAttribute('data-microphone', 'closed')
  expect(await monitorsOn(platform)).toBe(1)
  await screen.end.click()
  await expect.poll(() => monitorsOn(platform)).toBe(0)
})

test('a site without monitoring reads as that, not as a crash', async ({ view: screen, platform }) => {
  const call = await callOf(platform, '1001')
  await misbehave(platform, { monitoringOff: true })
  await screen.listenTo(call.agentName).click()
  await expect(screen.page.getByText('not enabled for your site')).toBeVisible()
  await misbehave(platform, {})
  await listen(screen, call.agentName)
})
