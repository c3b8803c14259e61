// Alerts and requests for help on the screen: raised by the floor, one press from Listen, claimed and handed over.
import { expect, type Page } from '@playwright/test'
import { live } from '../stage/console.ts'
import { demoCall, demoSiteFile } from '../stage/demo-floor.ts'
import { connectOperator } from '../stage/operator.ts'
import { test } from './fixtures.ts'
import { violations } from './support/axe.ts'

const none = {
  longestWaitS: null,
  waitingCallers: null,
  serviceLevel: null,
  longCallS: null,
  longHoldS: null,
  longPauseS: null,
}
const seconds = { ...none, longestWaitS: 5, longCallS: 5, longHoldS: 5, longPauseS: 5 }

test.use({ siteFile: { ...demoSiteFile('info'), alerts: { ...seconds, snoozeMin: 1 } } })

const strip = (page: Page) => page.getByRole('region', { name: 'Help and alerts' })
const sum = (page: Page) => page.locator('.alerts-count')
const item = (page: Page, text: RegExp) => strip(page).getByRole('listitem').filter({ hasText: text })

async function clean(page: Page, name: string) {
  await page.screenshot({ path: `test-results/screens/${name}.png` })
  expect(await violations(page), name).toEqual([])
}

test('a long call is one press from Listen, and the history knows that an alert led to it', async ({
  page,
  view,
  pbx,
}) => {
  const call = await demoCall(pbx.operator, { agent: '1001', name: 'Ada Caller', queue: '8001' })
  await page.locator('[data-line="registered"]').first().waitFor()
  await expect(strip(page)).toContainText('No alerts')
  const alert = item(page, /Long call/)
  await expect(alert).toContainText(call.agentName, { timeout: 12_000 })
  await alert.getByRole('button', { name: `Listen to ${call.agentName}` }).click()
  await live(view, 'listen')
  await view.end.click()
  await expect(view.card).toBeHidden()
  await page.getByRole('button', { name: 'History and coverage' }).click()
  await expect(page.getByRole('dialog').getByRole('row').nth(1)).toContainText('Alert')
})

test('a long wait shows its queue, is snoozed, and is gone when the caller is', async ({ page, pbx }) => {
  const { call } = await pbx.operator.request<{ call: string }>('scenario.call', { queue: '8002', hold: true })
  const alert = item(page, /Long wait/)
  await expect(alert).toContainText('Support', { timeout: 12_000 })
  await alert.getByRole('button', { name: 'Show Support' }).click()
  await expect(page.getByRole('region', { name: 'Active calls' }).getByRole('row').nth(1)).toBeFocused()
  await expect(page.getByRole('button', { name: /Remove.*Support|Support.*remove/i })).toBeVisible()
  await page.getByRole('button', { name: /Remove.*Support|Support.*remove/i }).click()
  await alert.getByRole('button', { name: /^Snooze Long wait: Support/ }).click()
  const quiet = item(page, /Snoozed until \d\d:\d\d/)
  await expect(quiet).toContainText('Support')
  await page.mouse.move(640, 700)
  await expect(quiet).toHaveCount(0)
  await expect(sum(page)).toContainText('1 snoozed')
  await sum(page).click()
  const list = page.getByRole('dialog', { name: 'Help and alerts' })
  await expect(list).toContainText(/Support Snoozed until \d\d:\d\d/)
  await clean(page, 'snoozed')
  await list.getByRole('button', { name: 'Show Long wait: Support again' }).click()
  await page.keyboard.press('Escape')
  await page.mouse.move(640, 700)
  await alert.getByRole('button', { name: /^Snooze Long wait: Support/ }).click()
  await page.mouse.move(640, 700)
  await pbx.operator.request('scenario.end', { call })
  await expect(sum(page)).toHaveText(/^No alerts\./)
})

test('on a stale feed the alerts say so and none is raised', async ({ page, pbx }) => {
  await expect(strip(page)).toContainText('No alerts')
  await pbx.operator.request('scenario.call', { queue: '8002', hold: true })
  await pbx.operator.request('fault', { refuse: ['feed.subscribe'] })
  await pbx.operator.request('fault.cut', { what: 'control' })
  await expect(strip(page)).toContainText(/Alerts as of/)
  const raised = item(page, /Long wait/)
  // Well past the limit of 5 s the old picture has still raised nothing.
  await expect.poll(() => page.evaluate(() => performance.now()), { timeout: 15_000 }).toBeGreaterThan(9000)
  await expect(raised).toHaveCount(0)
  await pbx.operator.request('fault', {})
  await expect(raised).toHaveCount(1, { timeout: 15_000 })
})

test('an agent who asks for help is claimed and heard by one key, passed to another supervisor, and helped', async ({
  page,
  view,
  pbx,
}) => {
  const other = await connectOperator(pbx.ready, 'console')
  await other.request('help.list', { supervisor: 'Sue Other' })
  const call = await demoCall(pbx.operator, { agent: '1003', name: 'Ada Caller' })
  const { help } = await pbx.operator.request<{ help: string }>('scenario.help', { agent: '1003' })
  const request = strip(page).locator('li[data-kind="help"]')
  await expect(request).toContainText(call.agentName)
  await page.locator('[data-line="registered"]').first().waitFor()
  await expect(page.getByRole('row', { name: new RegExp(call.agentName) }).first()).toContainText('Needs help')
  await page.keyboard.press('h')
  await expect(request.getByRole('button', { name: `I’ll help ${call.agentName}` })).toBeFocused()
  await page.keyboard.press('Enter')
  await live(view, 'listen')
  await expect(request).toContainText('You’re helping')
  await expect(page.getByRole('row', { name: new RegExp(call.agentName) }).first()).not.toContainText('Needs help')
  await request.getByRole('button', { name: /^More for / }).click()
  await page.getByRole('menuitem', { name: 'Pass to Sue Other' }).click()
  await expect(request).toContainText('Passed to Sue Other')
  await other.request('help.claim', { help })
  await expect(request).toContainText('Sue Other is helping')
  await other.request('help.done', { help })
  await expect(request).toContainText('Over') // in its place: the keyboard is in the lane
  await page.getByRole('heading', { name: 'Earshot' }).click()
  await expect(request).toHaveCount(0)
  other.close()
})

test('a request that another supervisor hands over to this one is told, and claimed', async ({ page, pbx }) => {
  const other = await connectOperator(pbx.ready, 'console')
  const board = () => other.request<{ supervisors: string[] }>('help.list', { supervisor: 'Sue Other' })
  await expect.poll(async () => (await board()).supervisors.length).toBe(2)
  const own = (await board()).supervisors.find((name) => name !== 'Sue Other')
  const call = await demoCall(pbx.operator, { agent: '1003', name: 'Ada Caller' })
  const { help } = await pbx.operator.request<{ help: string }>('scenario.help', { agent: '1003' })
  const told = strip(page).getByRole('status')
  await expect(told).toHaveText(`${call.agentName} needs help`)
  await other.request('help.claim', { help })
  await other.request('help.hand-over', { help, to: own })
  await expect(told).toHaveText(`${call.agentName} needs help, passed to you`)
  const request = strip(page).locator('li[data-kind="help"]')
  await expect(request).toContainText('Passed to you')
  await page.locator('[data-line="registered"]').first().waitFor()
  await request.getByRole('button', { name: `I’ll help ${call.agentName}` }).click()
  await expect(request).toContainText('You’re helping')
  await page.mouse.move(640, 700)
  await request.getByRole('button', { name: `Mark as done: ${call.agentName}` }).click()
  await page.mouse.move(640, 700)
  await expect(request).toHaveCount(0)
  other.close()
})

test('every kind is raised by its own limit, and the limits of a queue are written in the settings', async ({
  page,
  pbx,
}) => {
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByLabel('Limits for one queue').selectOption('Support')
  const ofSupport = page.getByLabel('Long hold (seconds)').last()
  await ofSupport.fill('0')
  await ofSupport.press('Enter')
  await page.keyboard.press('Escape')
  await pbx.operator.request('scenario.presence', { agent: '1005', status: 'paused', reason: 'Lunch' })
  const ofSupportToo = await demoCall(pbx.operator, { agent: '1004', queue: '8002' })
  const held = await demoCall(pbx.operator, { agent: '1001', queue: '8001' })
  for (const { id } of [ofSupportToo, held]) await pbx.operator.request('scenario.hold', { call: id, on: true })
  await expect(item(page, /Long hold/)).toContainText(held.agentName, { timeout: 12_000 })
  await expect(item(page, /Long hold/)).toHaveCount(1)
  await expect(item(page, /Long pause/)).toContainText('Esther Lindqvist')
  await expect(item(page, /Long hold/).getByRole('button', { name: `Listen to ${held.agentName}` })).toBeVisible()
  await item(page, /Long hold/)
    .getByRole('button', { name: /^More for Long hold/ })
    .click()
  await page.getByRole('menuitem', { name: 'Change this limit…' }).click()
  // The file of this site decides the limits of all queues; those of one queue are the person's.
  await expect(page.getByRole('dialog').getByLabel('Long hold (seconds)').first()).toBeDisabled()
  await expect(page.getByRole('dialog').locator('.settings-lock:focus')).toContainText('Decided by')
  await page.keyboard.press('Escape')
  await sum(page).click()
  await page.screenshot({ path: 'test-results/screens/all-alerts.png' }) // lies over the panes, as a menu does
})

for (const theme of ['dark', 'light'] as const) {
  test(`${theme}: the strip, the settings of alerts`, async ({ page, pbx }) => {
    await page.emulateMedia({ colorScheme: theme })
    await demoCall(pbx.operator, { agent: '1001', name: 'Ada Caller', queue: '8001' })
    const help = await demoCall(pbx.operator, { agent: '1003', name: 'Ben Caller' })
    await pbx.operator.request('scenario.help', { agent: '1003' })
    await pbx.operator.request('scenario.call', { queue: '8002', hold: true })
    await expect(item(page, /Long wait/)).toBeVisible({ timeout: 12_000 })
    await item(page, /needs help/)
      .getByRole('button', { name: `I’ll help ${help.agentName}` })
      .click()
    await expect(item(page, /You said you’d help|You’re helping/)).toBeVisible()
    await clean(page, `${theme}-alerts`)
    await page.getByRole('button', { name: 'Settings' }).click()
    await page.getByRole('heading', { name: 'Alerts' }).scrollIntoViewIfNeeded()
    await clean(page, `${theme}-alert-settings`)
  })
}
