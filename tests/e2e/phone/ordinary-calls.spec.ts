// Ordinary calls on the demo PBX, in a real Chromium: who hears whom in each of them, and never one beside a monitor.
import { expect, type Page } from '@playwright/test'
import { listen, live, unhurried } from '../../stage/console.ts'
import { demoCall } from '../../stage/demo-floor.ts'
import { test } from '../fixtures.ts'
import { farEar } from '../support/far-ear.ts'

const strip = (page: Page, kind: string) => page.locator(`[data-call="${kind}"]`)
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click()

async function call(page: Page, number: string, name: string | RegExp = 'Call'): Promise<void> {
  await page.locator('[data-line="registered"]').first().waitFor({ timeout: 15_000 })
  await page.keyboard.press('d')
  const dialog = page.getByRole('dialog', { name: 'Phone' })
  await dialog.getByRole('textbox').fill(number)
  await dialog.getByRole('button', { name, exact: typeof name === 'string' }).click()
}

test('a call is placed, muted, held and ended; only in it is the person heard', async ({ page, pbx }) => {
  const ear = await farEar(pbx.operator)
  await call(page, '*43')
  await expect(strip(page, 'talking')).toHaveAttribute('data-microphone', 'open')
  await ear.speaks()
  await press(page, 'Hold')
  await expect(page.getByText('*43 is on hold')).toBeVisible()
  await ear.silentAfter(Date.now() - 5_000)
  await unhurried(page)
  await page.getByRole('button', { name: 'Talk to *43' }).press('Enter', { delay: 700 })
  await ear.speaks()
  await page.keyboard.press('Escape')
  await expect(page.getByText('You’re muted. *43 doesn’t hear you.')).toBeVisible()
  await unhurried(page)
  await press(page, 'Hang up')
  await expect(strip(page, 'talking')).toBeHidden()
  await ear.stop()
})

test('a call pauses what is listened to, and nobody of that call hears the person', async ({ page, view, pbx }) => {
  const heard = await demoCall(pbx.operator, { agent: '1001' })
  await listen(view, heard.agentName)
  await call(page, '*43', 'Pause listening and call')
  await expect(strip(page, 'talking')).toHaveAttribute('data-microphone', 'open')
  await expect(page.getByText('You’re on the phone, so you hear nothing here')).toBeVisible()
  const tones = await pbx.operator.request<{ db: Record<string, number> }>('ear.tones', {
    ear: 'agent:1001',
    frequencies: [1000],
    windowMs: 400,
  })
  expect(tones.db['1000']).toBeLessThan(-60)
  await press(page, 'Hang up')
  await live(view, 'listen')
})
