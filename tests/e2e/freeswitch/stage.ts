// One simulated FreeSWITCH, one console and one Chromium for a whole spec file.
import { type Browser, test as base, expect, type Locator } from '@playwright/test'
import { instrument, startBrowser } from '../../stage/browser.ts'
import { type ConsoleProcess, type Screen, screenOf, startConsole, unhurried } from '../../stage/console.ts'
import { type DemoPbx, demoSiteFile, startDemoPbx } from '../../stage/demo-floor.ts'
import { freeswitchSiteOf, namesOf, withFreeswitch } from '../../stage/freeswitch-floor.ts'

export type Stage = {
  readonly pbx: DemoPbx
  readonly desk: ConsoleProcess
  readonly browser: Browser
  readonly screen: Screen
}

/** One for all of them: its start is most of what they take. */
export const test = base.extend<object, { readonly more: object; readonly stage: Stage }>({
  more: [{}, { option: true, scope: 'worker' }],
  stage: [
    async ({ more }, use) => {
      const pbx = await startDemoPbx({ program: 'with faults', lines: ['5001'], more: withFreeswitch })
      const site = { ...freeswitchSiteOf(pbx, { line: '5001', way: 'api' }), agents: await namesOf(pbx) }
      const desk = await startConsole(demoSiteFile('api', { site, policy: 'open', ...more }), {})
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

const monitorsOn = async ({ pbx }: Stage): Promise<number> =>
  (await pbx.operator.request<{ monitors: number }>('stats')).monitors

/** Ended by the supervisor: the card is gone by itself, and nothing is left on the PBX. */
export async function endMonitor(stage: Stage): Promise<void> {
  const { screen } = stage
  await unhurried(screen.page)
  await screen.end.click()
  await expect(screen.card).toBeHidden()
  await nothingMonitored(stage)
}

export const nothingMonitored = (stage: Stage): Promise<void> => expect.poll(() => monitorsOn(stage)).toBe(0)
export const onlyOneMonitored = (stage: Stage): Promise<void> => expect.poll(() => monitorsOn(stage)).toBe(1)

/** What is chosen in the menu of a row. */
export async function act(stage: Stage, row: Locator, name: string | RegExp): Promise<void> {
  await unhurried(stage.screen.page)
  await row.getByRole('button', { name: /^Actions: / }).click()
  await stage.screen.page.getByRole('menuitem', { name }).click()
}
