// The rules of a monitor on FreeSWITCH, as far as its own way of doing it could break them: one console on the simulator, through the screen.
import { type Browser, test as base, expect } from '@playwright/test'
import { instrument, startBrowser } from '../../stage/browser.ts'
import {
  type ConsoleProcess,
  choose,
  listen,
  live,
  type Screen,
  screenOf,
  startConsole,
  unhurried,
} from '../../stage/console.ts'
import { type DemoPbx, demoCall, demoSiteFile, startDemoPbx } from '../../stage/demo-floor.ts'
import { freeswitchOrder, freeswitchSiteOf, namesOf, withFreeswitch } from '../../stage/freeswitch-floor.ts'

type Stage = {
  readonly pbx: DemoPbx
  readonly desk: ConsoleProcess
  readonly browser: Browser
  readonly screen: Screen
}

/** One for all of them: its start is most of what they take. */
const test = base.extend<object, { readonly stage: Stage }>({
  stage: [
    async ({}, use) => {
      const pbx = await startDemoPbx({ program: 'with faults', lines: ['5001'], more: withFreeswitch })
      const site = { ...freeswitchSiteOf(pbx, { line: '5001', way: 'api' }), agents: await namesOf(pbx) }
      const desk = await startConsole(demoSiteFile('api', { site, policy: 'open' }), {})
      const browser = await startBrowser()
      const page = await browser.newPage()
      await instrument(page)
      await page.goto(desk.address)
      await use({ pbx, desk, browser, screen: screenOf(page) })
      await browser.close()
      await desk.close()
      await pbx.close()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
})

const monitorsOn = async ({ pbx }: Stage) => (await pbx.operator.request<{ monitors: number }>('stats')).monitors
const end = async (stage: Stage) => {
  const { screen } = stage
  await unhurried(screen.page)
  await screen.end.click()
  await expect(screen.card).toBeHidden()
  await expect.poll(() => monitorsOn(stage)).toBe(0)
}

test('begins in listen whatever was used last, hops in listen, and leaves nothing behind', async ({ stage }) => {
  const { screen, pbx } = stage
  const [first, second] = [
    await demoCall(pbx.operator, { agent: '1001' }),
    await demoCall(pbx.operator, { agent: '1002' }),
  ]
  await listen(screen, first.agentName)
  await choose(screen, 'join')
  await expect(screen.card).toHaveAttribute('data-heard-by', 'both')
  await screen.listenTo(second.agentName).click()
  await expect(screen.card).toContainText(second.agentName)
  await live(screen, 'listen')
  await expect(screen.card).toHaveAttribute('data-microphone', 'closed')
  await expect.poll(() => monitorsOn(stage)).toBe(1)
  await choose(screen, 'whisperAgent')
  await end(stage)
  await listen(screen, first.agentName)
  await expect(screen.card).toHaveAttribute('data-heard-by', 'nobody')
  await end(stage)
  for (const call of [first, second]) await call.end()
})

test('falls back to listen when the call ends under a whisper, and stays until it is ended', async ({ stage }) => {
  const { screen, pbx } = stage
  const call = await demoCall(pbx.operator, { agent: '1003' })
  await listen(screen, call.agentName)
  await choose(screen, 'whisperAgent')
  await call.end()
  await expect(screen.card).toHaveAttribute('data-microphone', 'closed')
  await expect(screen.card).toHaveAttribute('data-heard-by', 'nobody')
  await expect(screen.card).toBeVisible()
  await end(stage)
})

test('closes the microphone while the Event Socket is cut, and is in listen when it is back', async ({ stage }) => {
  const { screen, pbx } = stage
  const call = await demoCall(pbx.operator, { agent: '1004' })
  await listen(screen, call.agentName)
  await choose(screen, 'join')
  await freeswitchOrder(pbx, { cut: true })
  await expect(screen.card).toHaveAttribute('data-microphone', 'closed')
  await live(screen, 'listen')
  await choose(screen, 'whisperAgent')
  await expect(screen.card).toHaveAttribute('data-heard-by', 'agent')
  await end(stage)
  await call.end()
})
