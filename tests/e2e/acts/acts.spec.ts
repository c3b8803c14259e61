// Acts on the demo floor by the keyboard alone: what is asked stands on the row, what the phone system answers is shown, and it can be taken back.
import { expect } from '@playwright/test'
import { choose, hold, listen, unhurried } from '../../stage/console.ts'
import { demoCall } from '../../stage/demo-floor.ts'
import { test } from '../fixtures.ts'
import { violations } from '../support/axe.ts'

test('an agent is paused for a reason, it is undone by a key, and both stand in the history', async ({
  view,
  page,
  pbx,
}) => {
  const row = view.agents.getByRole('row', { name: /Grace Okafor/ })
  await row.focus()
  await hold(page, 'q')
  const menu = page.getByRole('menu', { name: 'Actions: Grace Okafor' })
  await expect(menu.getByRole('menuitem').first()).toBeFocused()
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Enter')
  const reasons = page.getByRole('dialog', { name: 'Why is Grace Okafor paused?' })
  await expect(reasons.getByRole('option')).toHaveCount(4)
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(row).toBeFocused() // as it was before
  await hold(page, 'q')
  await expect(menu.getByRole('menuitem').first()).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(reasons.getByRole('option')).toHaveCount(4)
  await page.keyboard.type('lun')
  await page.keyboard.press('Enter')
  await expect(row.getByText('Paused: Lunch')).toBeVisible()
  const { agents } = await pbx.operator.request<{ agents: { ext: string; reason: string }[] }>('feed.subscribe')
  expect(agents.find(({ ext }) => ext === '1007')?.reason).toBe('Lunch')
  await expect(page.getByText('Grace Okafor is paused.')).toBeVisible()
  await hold(page, 'u')
  await expect(row.getByText('Available')).toBeVisible()

  await page.getByRole('button', { name: 'History and coverage' }).click()
  const rows = page.getByRole('dialog').getByRole('row')
  await expect(rows.nth(1)).toContainText('made Grace Okafor ready for calls')
  await expect(rows.nth(2)).toContainText('paused Grace Okafor: “Lunch”')
  await page.getByLabel('Show', { exact: true }).selectOption('pause')
  await expect(rows.nth(1)).toContainText('paused Grace Okafor')
  await expect(rows.nth(1)).toContainText('Done')
  expect(await violations(page)).toEqual([])
})

test('a queue’s row leads by mouse to a message for everybody and to the next call of it', async ({ page }) => {
  const row = page.getByRole('region', { name: 'Queues' }).getByRole('row', { name: /Billing/ })
  await row.getByRole('button', { name: 'Actions: Billing' }).click()
  const menu = page.getByRole('menu', { name: 'Actions: Billing' })
  await expect(menu.getByRole('menuitem', { name: 'Message to everyone in the queue' })).toBeVisible()
  await menu.getByRole('menuitem', { name: 'Listen to the next call' }).click()
  await expect(page.getByLabel('Whose call')).toHaveValue('queue 8003')
  expect(await violations(page)).toEqual([])
})

test('a question about a call goes with it, and the next call of the agent is not ended for it', async ({
  view,
  page,
  pbx,
}) => {
  const first = await demoCall(pbx.operator, { agent: '1001', name: 'First Caller' })
  const row = view.agents.getByRole('row', { name: /Amelia Hart/ })
  await expect(row).toContainText('First Caller')
  await row.focus()
  await hold(page, 'q')
  await page.getByRole('menuitem', { name: 'End the call' }).press('Enter')
  const question = page.getByRole('alertdialog', { name: 'End the call' })
  await expect(question).toBeVisible()
  await first.end()
  await demoCall(pbx.operator, { agent: '1001', name: 'Next Caller' })
  await expect(question).toBeHidden()
  await expect(page.getByText('That call has ended.')).toBeVisible()
  await expect(row).toBeFocused()
  await expect(row).toContainText('Next Caller')
})

test('a menu goes with the call it was opened for, and the keyboard stays in the list', async ({ view, page, pbx }) => {
  const gone = await demoCall(pbx.operator, { agent: '1001', name: 'Gone Caller' })
  await demoCall(pbx.operator, { agent: '1003', name: 'Stays Caller' })
  const other = view.calls.getByRole('row', { name: /^Stays Caller/ })
  await expect(other).toBeVisible()
  await view.calls.getByRole('row', { name: /^Gone Caller/ }).focus()
  await hold(page, 'q')
  const menu = page.getByRole('menu', { name: 'Actions: Gone Caller' })
  await expect(menu).toBeVisible()
  await gone.end()
  await expect(menu).toBeHidden()
  await expect(other).toBeFocused()
})

test('several agents are paused at once, and made ready', async ({ view, page }) => {
  const row = (name: string) => view.agents.getByRole('row', { name: new RegExp(name) })
  for (const name of ['Keiko Tanaka', 'Nikhil Rao']) {
    await row(name).focus()
    await page.keyboard.press('s')
  }
  await expect(page.getByText('Agents selected: 2')).toBeVisible()
  await hold(page, 'q')
  await page.getByRole('menuitem', { name: 'Pause', exact: true }).press('Enter')
  await unhurried(page) // Enter twice is one
  await page.keyboard.press('Enter')
  for (const name of ['Keiko Tanaka', 'Nikhil Rao']) await expect(row(name).getByText('Paused: Break')).toBeVisible()
  await hold(page, 'q')
  await page.getByRole('menuitem', { name: 'Make ready' }).press('Enter')
  for (const name of ['Keiko Tanaka', 'Nikhil Rao']) await expect(row(name).getByText('Available')).toBeVisible()
})

test('a call that is joined is taken over: the agent is free, and the caller hears the supervisor alone', async ({
  page,
  view,
  pbx,
}) => {
  const call = await demoCall(pbx.operator, { agent: '1001' })
  await listen(view, call.agentName)
  await choose(view, 'join')
  await unhurried(page)
  await view.card.getByRole('button', { name: 'Take over' }).click()
  const question = page.getByRole('alertdialog', { name: 'Take the call over?' })
  await expect(question).toContainText(`${call.agentName} leaves the call.`)
  expect(await violations(page)).toEqual([])
  await unhurried(page)
  await question.getByRole('button', { name: 'Take over' }).click()
  await expect(page.getByText(/^On the phone with /)).toBeVisible()
  await expect(view.card).toBeHidden()
  await expect(view.agents.getByRole('row').filter({ hasText: call.agentName })).toContainText('Available')
  await expect
    .poll(() => page.evaluate(() => window.earshotTest.microphones()))
    .toEqual([{ enabled: true, state: 'live' }])
  await expect(page.getByRole('button', { name: `Hand back to ${call.agentName}` })).toBeVisible()
  await page.getByRole('button', { name: 'Hang up' }).click()
  await expect(page.getByText(/^On the phone with /)).toBeHidden()
})

test('from the menu a take over is asked about and its answer held; the call is handed back', async ({
  page,
  view,
  pbx,
}) => {
  const call = await demoCall(pbx.operator, { agent: '1001' })
  await listen(view, call.agentName)
  const row = view.agents.getByRole('row').filter({ hasText: call.agentName })
  const takesOver = async () => {
    await row.focus()
    await hold(page, 'q')
    await page.getByRole('menuitem', { name: 'Take over' }).press('Enter')
  }
  await takesOver()
  const question = page.getByRole('alertdialog', { name: 'Take the call over?' })
  await expect(question).toContainText(`${call.agentName} leaves the call.`)
  expect(await violations(page)).toEqual([])
  await unhurried(page)
  await page.keyboard.press('Enter')
  await expect(question, 'a short press of the key is none').toBeVisible()
  await page.keyboard.press('Escape')
  await expect(question).toBeHidden()
  await expect(view.card).toBeVisible()
  await takesOver()
  await unhurried(page)
  await hold(page, 'Enter')
  await expect(page.getByText(/^On the phone with /)).toBeVisible()
  await expect(row).toContainText('Available')

  await unhurried(page)
  await page.getByRole('button', { name: `Hand back to ${call.agentName}` }).click()
  await expect(page.getByText(/^On the phone with /)).toBeHidden()
  await expect(row).toContainText('On a call')
  await expect
    .poll(async () => {
      const { calls } = await pbx.operator.request<{ calls: object[] }>('feed.subscribe')
      return JSON.stringify(calls.filter((one) => JSON.stringify(one).includes('"1001"')))
    })
    .not.toContain('"5001"')
})
