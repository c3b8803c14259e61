// A standing order on the demo floor, from the dialog to the call it listens to, and the scorecard filled in on it.
import { expect } from '@playwright/test'
import { demoCall, demoSiteFile } from '../../stage/demo-floor.ts'
import { test } from '../fixtures.ts'
import { violations } from '../support/axe.ts'
import { geometryFaults } from '../support/look.ts'

const scorecard = {
  questions: [
    { kind: 'yesNo', id: 'greeting', text: 'Greeted by name?', weight: 3 },
    { kind: 'scale', id: 'calm', text: 'Calm and clear?' },
    { kind: 'text', id: 'next', text: 'What to practise?' },
  ],
}
test.use({ siteFile: { ...demoSiteFile('info'), scorecard } })

test('a standing order waits in sight, listens to the next call alone in listen, which is scored by keyboard', async ({
  page,
  view,
  pbx,
}) => {
  await demoCall(pbx.operator, { agent: '1002', queue: '8001' })
  await page.locator('body').press('y')
  const dialog = page.getByRole('dialog', { name: 'Listen to the next call' })
  await dialog.getByLabel('Whose call').selectOption({ value: 'queue 8001' })
  await dialog.getByLabel('From', { exact: true }).selectOption('at')
  const lefts = await dialog.locator('select').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().left))
  expect(new Set(lefts).size, `fields begin at ${lefts.join(', ')} px`).toBe(1)
  await dialog.getByLabel('From', { exact: true }).selectOption('now')
  expect(await violations(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Add standing order' }).press('Enter')
  await expect(dialog.getByRole('listitem')).toHaveCount(1)
  await dialog.getByRole('button', { name: 'Close standing orders' }).click()
  const sign = page.locator('.orders-sign')
  await expect(sign).toContainText('Next call:')

  // It survives a reload; the call that was there before is no next one.
  await page.reload()
  await expect(sign).toContainText('Next call:')
  await page.mouse.move(200, 200)
  const call = await demoCall(pbx.operator, { agent: '1001', queue: '8001' })
  await expect(view.card).toHaveAttribute('data-mode', 'listen', { timeout: 15_000 })
  await expect(view.card).toContainText(call.agentName)
  await expect(view.card).toHaveAttribute('data-microphone', 'closed')
  await expect(sign).toBeHidden()

  const fold = view.card.locator('summary', { hasText: 'Scorecard' })
  expect((await fold.boundingBox())?.height, 'as high as a finger needs').toBeGreaterThanOrEqual(24)
  await fold.press('Enter')
  const form = view.card.getByRole('form', { name: 'Scorecard' })
  await form.getByLabel('Greeted by name?').selectOption('yes')
  await form.getByLabel('Calm and clear?').selectOption('1')
  await form.getByLabel('What to practise?').pressSequentially('we join cold: whisper less')
  await expect(view.card).toHaveAttribute('data-mode', 'listen')
  await form.getByRole('button', { name: 'Save scorecard' }).click()
  await expect(form).toContainText('Saved: 75%')
  expect(await geometryFaults(page)).toEqual([])
  expect(await violations(page)).toEqual([])
  await view.end.click()
  await page.getByRole('button', { name: 'History and coverage' }).click()
  await expect(page.getByRole('dialog').getByRole('row').nth(1)).toContainText('Standing order')
  await page.getByRole('tab', { name: 'Coverage' }).click()
  await expect(page.getByRole('dialog').getByRole('row', { name: new RegExp(call.agentName) })).toContainText(
    '75% (1 call)',
  )
})
