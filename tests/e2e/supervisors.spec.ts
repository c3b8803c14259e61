// Two consoles on one floor: each sees where the other is, and a monitor goes from one to the other without the call noticing.
import { expect, type Page } from '@playwright/test'
import { instrument } from '../stage/browser.ts'
import { type ConsoleProcess, choose, listen, live, type Screen, screenOf, startConsole } from '../stage/console.ts'
import { demoCall, demoEnv, demoSiteFile } from '../stage/demo-floor.ts'
import { test as base } from './fixtures.ts'

type Second = { readonly desk: ConsoleProcess; readonly page: Page; readonly view: Screen }

const test = base.extend<{ second: Second }>({
  second: async ({ stage }, use) => {
    const site = demoSiteFile('info', { supervisor: { name: 'Robin Second', extension: '5002' } })
    const desk = await startConsole(site, demoEnv(stage.pbx))
    const browser = stage.context.browser()
    if (!browser) throw new Error('the stage has no browser')
    const context = await browser.newContext()
    const page = await context.newPage()
    await instrument(page)
    await page.goto(desk.address)
    await page.locator('[data-line="registered"]').first().waitFor()
    await use({ desk, page, view: screenOf(page) })
    await context.close()
    await desk.close()
  },
})

const offerOn = (page: Page) => page.getByRole('region', { name: 'Call passed to you' })

async function offer(view: Screen, name: string): Promise<void> {
  await view.page.getByRole('button', { name: 'Pass to…' }).click()
  await view.page.getByRole('menuitem', { name: `Pass to ${name}` }).click()
}

test('the row of a call says who else monitors it and how, and never oneself', async ({ view, page, pbx, second }) => {
  const call = await demoCall(pbx.operator, { agent: '1001' })
  await listen(view, call.agentName)
  const theirs = second.view.agents.getByRole('row', { name: new RegExp(call.agentName) })
  await expect(theirs.getByText('Supervisor is listening')).toBeAttached()
  await choose(view, 'whisperAgent')
  await expect(theirs.getByText('Supervisor is whispering to the agent')).toBeAttached()
  await expect(page.getByText(/^Supervisor is/)).toHaveCount(0)
  await view.end.click()
  await expect(theirs.getByText(/^Supervisor is/)).toHaveCount(0)
})

test('a monitor is handed over: the first ends by itself once the second is on the call', async ({
  view,
  page,
  pbx,
  second,
}) => {
  const call = await demoCall(pbx.operator, { agent: '1003' })
  await listen(view, call.agentName)
  await offer(view, 'Robin Second')
  await expect(
    page.getByRole('region', { name: 'Pass to…' }).getByText(/Asking Robin Second to take over/),
  ).toBeVisible()
  await expect(offerOn(second.page)).toContainText(`Supervisor asks you to take over ${call.agentName}’s call`)
  await live(view, 'listen')
  await offerOn(second.page).getByRole('button', { name: 'Take over' }).click()
  await live(second.view, 'listen')
  await expect(view.card).toBeHidden()
  await expect(page.getByText('Robin Second has taken over. You’re no longer on the call.')).toBeVisible()
  await expect(offerOn(second.page)).toBeHidden()
  expect((await call.gaps()).agent).toBeLessThanOrEqual(2)
  await second.view.end.click()
  await expect(second.view.card).toBeHidden()
})

test('what was noted goes along: seen before it is answered, kept by the one who takes over', async ({
  view,
  page,
  pbx,
  second,
}) => {
  const call = await demoCall(pbx.operator, { agent: '1005' })
  await listen(view, call.agentName)
  await page.keyboard.press('t')
  for (const note of ['Greets by name', 'Forgot the disclaimer']) {
    await page.keyboard.type(note)
    await page.keyboard.press('Enter')
  }
  await page.keyboard.type('Half a thought')
  await page.keyboard.press('Escape')
  await offer(view, 'Robin Second')
  const shown = offerOn(second.page)
  for (const note of ['Greets by name', 'Forgot the disclaimer', 'Half a thought'])
    await expect(shown).toContainText(note)
  await shown.getByRole('button', { name: 'Take over' }).click()
  await live(second.view, 'listen')
  await expect(view.card).toBeHidden()
  await second.page.keyboard.press('t')
  await expect(second.view.card.getByRole('listitem')).toHaveText([
    /Greets by name$/,
    /Forgot the disclaimer$/,
    /Half a thought$/,
  ])
  await second.page.keyboard.press('Escape')
  await second.view.end.click()
  await expect(second.view.card).toBeHidden()
})

test('a declined or withdrawn offer leaves the monitor as it was', async ({ view, page, pbx, second }) => {
  const call = await demoCall(pbx.operator, { agent: '1004' })
  await listen(view, call.agentName)
  await choose(view, 'whisperAgent')
  await offer(view, 'Robin Second')
  await offerOn(second.page).getByRole('button', { name: 'Decline' }).click()
  await expect(page.getByText('Robin Second declined. You’re still on the call.')).toBeVisible()
  await live(view, 'whisperAgent')
  await offer(view, 'Robin Second')
  await expect(offerOn(second.page)).toBeVisible()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(offerOn(second.page)).toBeHidden()
  await live(view, 'whisperAgent')
  await view.end.click()
  await expect(view.card).toBeHidden()
})
