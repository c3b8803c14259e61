// Every action without a mouse.
import { expect, type Locator, type Page } from '@playwright/test'
import { hold, live, type Screen } from '../stage/console.ts'
import { demoCall } from '../stage/demo-floor.ts'
import { test } from './fixtures.ts'

/** Presses Tab until the wanted control has the focus; a control that cannot be reached so is a defect. */
async function tabTo(screen: Screen, name: RegExp): Promise<void> {
  for (let i = 0; i < 80; i++) {
    await screen.page.keyboard.press('Tab')
    const focused = await screen.page.evaluate(() => {
      const element = document.activeElement
      if (element === document.body) return '' // between the last stop and the first
      const labelledBy = element?.getAttribute('aria-labelledby')
      const ownLabel = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : null
      const label = labelledBy ? document.getElementById(labelledBy)?.textContent : ownLabel
      return element?.getAttribute('aria-label') ?? label ?? element?.textContent ?? ''
    })
    if (name.test(focused)) return
  }
  throw new Error(`Tab never reached ${name}`)
}

test('a call is found, heard, whispered to, joined, left and ended by keyboard alone', async ({ view, pbx, page }) => {
  const call = await demoCall(pbx.operator, { agent: '1003' })
  await page.locator('[data-line="registered"]').first().waitFor()
  await view.listenTo(call.agentName).waitFor({ state: 'attached' })
  await tabTo(view, new RegExp(call.agentName))
  await page.keyboard.press('Enter')
  await live(view, 'listen')
  for (const [name, mode] of [
    [/^Whisper to /, 'whisperAgent'],
    [/Join call/, 'join'],
    [/Listen only/, 'listen'],
  ] as const) {
    await tabTo(view, name)
    await hold(page, 'Enter')
    await live(view, mode)
  }
  await tabTo(view, /^Stay with/)
  await hold(page, 'Space')
  await expect(view.card.getByRole('switch')).toBeChecked()
  await tabTo(view, /Stop listening/)
  await hold(page, 'Enter')
  await expect(view.card).toBeHidden()
})

test('Listen is seen on the row without focus or pointer, and the focus on it says how it is done', async ({
  view,
  pbx,
  page,
}) => {
  const call = await demoCall(pbx.operator, { agent: '1001' })
  const button = view.listenTo(call.agentName)
  await page.locator('[data-line="registered"]').first().waitFor()
  await page.mouse.move(0, 0)
  const picture = button.locator('svg')
  const seen = (one: Element) =>
    one.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true })
  expect(await picture.evaluate(seen)).toBe(true)
  await button.focus()
  const tip = page.getByRole('tooltip')
  await expect(tip).toHaveText(`Listen to ${call.agentName}: click here, or press L on the row.`)
  await expect(tip, 'what it lies over can be clicked').toHaveCSS('pointer-events', 'none')
})

test('an outside call is answered and hung up by keyboard', async ({ view, pbx, page }) => {
  await page.locator('[data-line="registered"]').first().waitFor()
  await pbx.operator.request('line.ring', { line: '5001', headers: {} })
  await page.getByRole('button', { name: 'Answer', exact: true }).waitFor()
  await tabTo(view, /^Answer$/)
  await hold(page, 'Enter')
  await expect(page.getByRole('button', { name: /hang up/i })).toBeVisible()
  await tabTo(view, /hang up/i)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: /hang up/i })).toBeHidden()
})

/** After a dialog has closed the focus must be somewhere a person can go on from. */
const focusIsSomewhere = (page: Page) =>
  expect.poll(() => page.evaluate(() => document.activeElement !== document.body)).toBe(true)

async function sees(dialog: Locator, page: Page): Promise<void> {
  await expect(dialog).toBeVisible()
  await expect.poll(() => dialog.evaluate((box) => box.contains(document.activeElement))).toBe(true)
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await focusIsSomewhere(page)
}

test('a supervisor’s morning without a mouse: from the first search to the settings', async ({ view, pbx, page }) => {
  test.setTimeout(90_000)
  const keys = page.keyboard
  const first = await demoCall(pbx.operator, { agent: '1003', name: 'Ada Caller' })
  const second = await demoCall(pbx.operator, { agent: '1007', name: 'Ben Caller' })
  await page.locator('[data-line="registered"]').first().waitFor()

  await keys.press('/')
  await keys.type(first.agentName)
  await expect(view.agents.getByRole('row', { name: new RegExp(second.agentName) })).toBeHidden()
  await tabTo(view, new RegExp(`^${first.agentName}`))
  await keys.press('l')
  await live(view, 'listen')
  for (const [key, mode] of [
    ['w', 'whisperAgent'],
    ['j', 'join'],
    ['Escape', 'listen'],
  ] as const) {
    await hold(page, key)
    await live(view, mode)
  }

  await keys.press('/')
  await keys.press('ControlOrMeta+a')
  await keys.press('Delete')
  await tabTo(view, /^Listen only/)
  await hold(page, 'n')
  await expect(view.card).toContainText(`${second.agentName} and Ben Caller`)
  await live(view, 'listen')

  await keys.press('t')
  await keys.type('Greets by name')
  await keys.press('Enter')
  await expect(view.card.getByRole('listitem')).toContainText('Greets by name')
  await tabTo(view, /^Praise/)
  await keys.press('Space')
  await expect(view.card.getByRole('button', { name: 'Praise' })).toHaveAttribute('aria-pressed', 'true')
  await hold(page, 'e')
  await expect(view.card).toBeHidden()

  await tabTo(view, /^History and coverage/)
  await keys.press('Enter')
  const dialog = page.getByRole('dialog')
  const said = async (row: number, ...parts: readonly string[]) => {
    for (const part of parts) await expect(dialog.getByRole('row').nth(row)).toContainText(part)
  }
  await said(1, 'Ben Caller', 'Greets by name', 'Praise')
  await said(2, 'Ada Caller', 'Whispered to the agent', 'Joined')
  await tabTo(view, /^History$/)
  await keys.press('ArrowRight')
  await expect(dialog.getByRole('columnheader', { name: 'Last listened to' })).toBeVisible()
  await sees(dialog, page)

  await keys.press('ControlOrMeta+,')
  await tabTo(view, /^System$/)
  await keys.press('ArrowRight')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await keys.press('ArrowLeft')
  await expect(page.locator('html[data-theme]')).toHaveCount(0)
  await sees(page.getByRole('dialog', { name: 'Settings' }), page)

  await keys.press('?')
  await sees(page.getByRole('dialog'), page)
  await keys.press('ControlOrMeta+k')
  await keys.type('wallboard')
  await keys.press('Enter')
  await page.locator('.tile').first().waitFor()
  await keys.press('Escape')
  await expect(view.agents).toBeVisible()
})
