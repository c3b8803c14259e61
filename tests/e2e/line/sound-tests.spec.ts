// The tests of the sound in the settings, in a real Chromium: what they say of a microphone that gives a tone, and never beside a call.
import { expect, type Page } from '@playwright/test'
import { SUPERVISOR_HZ } from '../../stage/browser.ts'
import { test } from '../fixtures.ts'
import { violations } from '../support/axe.ts'
import { farEar } from '../support/far-ear.ts'

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

const openMicrophones = (page: Page) =>
  page.evaluate(() => window.earshotTest.microphones().filter(({ enabled, state }) => enabled && state === 'live'))
const onTheLine = (page: Page) => page.locator('[data-call="talking"]')

test('the echo of the phone system is called by keyboard, measured and heard, and ends by itself', async ({
  page,
  pbx,
}) => {
  const dialog = await openSettings(page)
  const call = dialog.getByRole('button', { name: 'Call the echo' })
  await call.evaluate((button) => button.scrollIntoView({ block: 'end' })) // what is said stands below it
  await call.press('Enter')
  const speak = dialog.getByText(/^Say something: you should hear yourself\. There and back takes \d+ milliseconds/)
  await expect(speak).toBeVisible({ timeout: 12_000 })
  await expect(speak).toBeInViewport({ ratio: 0.9 })
  expect(await violations(page)).toEqual([])
  const ear = await farEar(pbx.operator)
  await ear.speaks()
  await ear.stop()
  expect(await page.evaluate((hz) => window.earshotTest.firstTone(hz, 4_000), SUPERVISOR_HZ)).not.toBeNull()
  await expect(dialog.getByText(/^The phone system hears you, and its sound reaches you/)).toBeVisible({
    timeout: 15_000,
  })
  await expect(onTheLine(page)).toBeHidden()
  await expect(call).toBeFocused()
  expect(await openMicrophones(page)).toEqual([])
})

test('the echo is hung up by Stop, by Escape, by closing the settings, and for whoever calls', async ({
  page,
  pbx,
}) => {
  const dialog = await openSettings(page)
  const call = dialog.getByRole('button', { name: 'Call the echo' })
  const isUp = async () => {
    await call.press('Enter')
    await expect(dialog.getByRole('meter', { name: 'Level' })).toBeVisible({ timeout: 12_000 })
  }
  const isOver = async () => {
    await expect(onTheLine(page)).toBeHidden()
    expect(await openMicrophones(page)).toEqual([])
  }
  await isUp()
  await dialog.getByRole('button', { name: 'Stop' }).press('Enter')
  await isOver()
  await expect(call).toBeFocused()
  await isUp()
  await page.keyboard.press('Escape')
  await expect(dialog.getByText('You muted yourself, so the test was stopped.')).toBeVisible()
  await isOver()
  await isUp()
  await dialog.getByRole('button', { name: 'Close' }).click()
  await expect(dialog).toBeHidden()
  await isOver()
  await openSettings(page)
  await isUp()
  await pbx.operator.request('line.ring', { line: '5001', headers: {}, from: '5550100' })
  await expect(dialog.getByText('A call needs your line, so the test was stopped.')).toBeVisible()
  await expect(page.locator('[data-call="ringing"]')).toBeVisible()
  await isOver()
})

test('neither test runs while a call is listened to', async ({ page, heard }) => {
  void heard
  const dialog = await openSettings(page)
  for (const name of ['Record five seconds', 'Call the echo'])
    await expect(dialog.getByRole('button', { name })).toHaveAttribute('aria-disabled', 'true')
  await expect(dialog.getByText('Not while you listen to a call.')).toHaveCount(2)
})
