// The tests of the sound in the settings, in a real Chromium: what they say of a microphone that gives a tone, and never beside a call.
import { expect, type Page } from '@playwright/test'
import { test } from '../fixtures.ts'
import { violations } from '../support/axe.ts'

const openSettings = async (page: Page) => {
  await page.locator('[data-line="registered"]').first().waitFor({ timeout: 15_000 })
  await page.getByRole('button', { name: 'Settings' }).click()
  return page.getByRole('dialog', { name: 'Settings' })
}

test('the microphone is recorded and played back by keyboard, and can be stopped', async ({ page }) => {
  const dialog = await openSettings(page)
  const record = dialog.getByRole('button', { name: 'Record five seconds' })
  await record.press('Enter')
  await expect(dialog.getByText('Recording. Say something.')).toBeVisible()
  await expect
    .poll(() => dialog.getByRole('meter', { name: 'Level' }).getAttribute('value').then(Number))
    .toBeGreaterThan(0.5)
  expect(await violations(page)).toEqual([])
  await expect(dialog.getByText('This is how others hear you.')).toBeVisible()
  await expect(dialog.getByText('Did you hear yourself clearly?')).toBeVisible({ timeout: 12_000 })
  await record.press('Enter')
  await expect(dialog.getByText('Recording. Say something.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Stop' }).press('Enter')
  await expect(record).toBeFocused()
  await expect(dialog.getByRole('meter')).toBeHidden()
})
