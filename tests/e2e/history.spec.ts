// The history and the coverage as a supervisor uses them; the file behind them verifies, and tells when it was tampered with.
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Locator, type Page } from '@playwright/test'
import { choose, listen, live, type Screen, unhurried } from '../stage/console.ts'
import { demoCall } from '../stage/demo-floor.ts'
import { test } from './fixtures.ts'
import { violations } from './support/axe.ts'

const openHistory = async (page: Page) => {
  await page.getByRole('button', { name: 'History and coverage' }).click()
  return page.getByRole('dialog')
}
const verify = (file: string) => {
  const args = ['--import', 'tsx', 'src-main/app/verify-history.ts', file]
  return spawnSync(process.execPath, args, { encoding: 'utf8' }).status
}
/** By the card's own clock. */
const secondsOn = async ({ card }: Screen) => {
  const [, minutes, seconds] = /(\d+):(\d\d)/.exec((await card.locator('[data-timer]').textContent()) ?? '') ?? []
  return Number(minutes) * 60 + Number(seconds)
}

test('a monitor is in the history with its modes, found by name, and brought out whole', async ({
  page,
  view,
  pbx,
  stage,
}) => {
  const call = await demoCall(pbx.operator, { agent: '1001', name: 'Ada Caller', queue: '8001' })
  await listen(view, call.agentName)
  await choose(view, 'whisperAgent')
  await view.end.click()
  await expect(view.card).toBeHidden()
  const dialog = await openHistory(page)
  const row = dialog.getByRole('row').nth(1)
  await expect(row).toContainText(`${call.agentName} and Ada Caller`)
  await expect(row).toContainText('Whispered to the agent')
  await expect(row).toContainText('Stopped by you')
  await dialog.getByRole('searchbox').fill('nobody of that name')
  await expect(dialog).toContainText('No results match your search and filters.')
  await dialog.getByRole('searchbox').fill('ada caller')
  await expect(row).toContainText(call.agentName)

  const bring = async (name: string) => {
    const [file] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name }).click()])
    const path = join(stage.desk.home, file.suggestedFilename())
    await file.saveAs(path)
    return path
  }
  const csv = readFileSync(await bring('Export as CSV'), 'utf8')
  expect(csv.split('\r\n')[1]).toContain('Ada Caller')
  const chain = await bring('Export for audit')
  expect(verify(chain)).toBe(0)
  expect(verify(join(stage.desk.home, 'history.jsonl'))).toBe(0)
  writeFileSync(chain, readFileSync(chain, 'utf8').replace('Ada Caller', 'Eve Caller'))
  expect(verify(chain)).toBe(1)
})

test('each call has its own record, notes, tags, reason and clock when the monitor hops', async ({
  page,
  view,
  pbx,
}) => {
  const ada = await demoCall(pbx.operator, { agent: '1001', name: 'Ada Caller' })
  const ben = await demoCall(pbx.operator, { agent: '1002', name: 'Ben Caller' })
  await listen(view, ada.agentName)
  const notes = view.card.getByRole('list', { name: 'Notes so far' })
  await expect.poll(() => secondsOn(view), { timeout: 30_000 }).toBeGreaterThanOrEqual(8)
  await view.card.getByRole('button', { name: 'Notes and tags' }).click()
  await page.keyboard.type('of Ada')
  await page.keyboard.press('Enter')
  await view.card.getByRole('button', { name: 'Praise' }).click()
  await page.keyboard.type('half written of Ada')
  await view.listenTo(ben.agentName).click()
  await expect(view.card).toContainText('Ben Caller')
  await live(view, 'listen')
  expect(await secondsOn(view)).toBeLessThan(8)
  await expect(notes).toBeHidden()
  await expect(view.card.getByRole('button', { name: 'Praise' })).toHaveAttribute('aria-pressed', 'false')
  const field = view.card.getByRole('textbox')
  await expect(field).toHaveValue('')
  await field.fill('of Ben')
  await field.press('Enter')
  await expect(notes).toHaveText(/of Ben/)
  await view.end.click()
  await expect(view.card).toBeHidden()

  const dialog = await openHistory(page)
  const rows = dialog.getByRole('row')
  await expect(rows.nth(1)).toContainText(`${ben.agentName} and Ben Caller`)
  await expect(rows.nth(1)).toContainText('of Ben')
  await expect(rows.nth(1)).not.toContainText('Ada')
  await expect(rows.nth(2)).toContainText(`${ada.agentName} and Ada Caller`)
  await expect(rows.nth(2)).toContainText('half written of Ada')
  await expect(rows.nth(2)).toContainText('Praise')
  await expect(rows.nth(2)).toContainText('You switched to another call')
  await expect(rows.nth(2)).not.toContainText('Ben')
})

test('a window that dies while it monitors leaves the monitor in the history', async ({ page, view, pbx, stage }) => {
  const call = await demoCall(pbx.operator, { agent: '1002', name: 'Ben Caller' })
  await listen(view, call.agentName)
  await page.goto('about:blank')
  const written = () => readFileSync(join(stage.desk.home, 'history.jsonl'), 'utf8').trimEnd().split('\n').at(-1)
  await expect.poll(written, { timeout: 30_000 }).toMatch(/"kind":"call".*Ben Caller|Ben Caller.*"kind":"call"/)
})

test('an entry opens by keyboard, takes a note afterwards, and leads to its agent', async ({
  page,
  view,
  pbx,
  stage,
}) => {
  const call = await demoCall(pbx.operator, { agent: '1003', name: 'Dora Caller' })
  await listen(view, call.agentName)
  await view.end.click()
  await expect(view.card).toBeHidden()
  const dialog = await openHistory(page)
  const opener = dialog.getByRole('button', { name: `Open ${call.agentName} and Dora Caller` })
  await opener.focus()
  await page.keyboard.press('Enter')
  await dialog.getByRole('textbox', { name: 'Add a note' }).fill('call her back')
  await unhurried(page) // Enter twice is one
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('list', { name: 'Notes' })).toContainText('call her back')
  const today = dialog.getByRole('region', { name: `${call.agentName} today` })
  await expect(today.getByRole('row').nth(1)).toContainText('Dora Caller')
  expect(await violations(page, 'all', { within: ['.history'] })).toEqual([])
  await dialog.getByRole('button', { name: 'Back to the list' }).click()
  await expect(opener).toBeFocused()
  await expect(dialog.getByRole('row').nth(1)).toContainText('call her back')
  expect(verify(join(stage.desk.home, 'history.jsonl'))).toBe(0)
})

test('a sample goes to who was heard least, says why, and the history knows', async ({ page, view, pbx }) => {
  const heard = await demoCall(pbx.operator, { agent: '1004', name: 'Ada Caller' })
  await listen(view, heard.agentName)
  await expect.poll(() => secondsOn(view), { timeout: 30_000 }).toBeGreaterThanOrEqual(16)
  await view.end.click()
  await expect(view.card).toBeHidden()
  const other = await demoCall(pbx.operator, { agent: '1007', name: 'Cy Caller' })
  await view.listenTo(other.agentName).waitFor({ state: 'attached' })
  await page.getByRole('button', { name: 'Pick a random call' }).click()
  await expect(
    page.getByText(`${other.agentName}: the only agent on a call who hasn’t been listened to this week.`),
  ).toBeVisible()
  await live(view, 'listen')
  await expect(view.card).toContainText(other.agentName)
  await expect.poll(() => secondsOn(view), { timeout: 30_000 }).toBeGreaterThanOrEqual(3)
  await view.end.click()
  await expect(view.card).toBeHidden()
  const dialog = await openHistory(page)
  const heardFor = async (row: Locator) =>
    /\d+:\d\d/.exec((await row.locator('.history-heard').last().textContent()) ?? '')?.[0]
  const rows = dialog.getByRole('row')
  await expect(rows.nth(1)).toContainText('Random pick')
  const inHistory = [await heardFor(rows.nth(1)), await heardFor(rows.nth(2))]
  await dialog.getByRole('tab', { name: 'Coverage' }).click()
  const covered = (name: string) => dialog.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) })
  await expect(covered(heard.agentName)).toContainText(/Supervisor.*1/)
  await expect(covered(other.agentName)).toContainText('Too short to count')
  expect([await heardFor(covered(other.agentName)), await heardFor(covered(heard.agentName))]).toEqual(inHistory)
  await expect(dialog).toContainText('Only what was listened to on this computer')
  await expect(covered('Esther Lindqvist')).toContainText('Not this week')
})
