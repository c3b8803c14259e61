// Ordinary calls on the demo PBX, in a real Chromium: who hears whom in each of them, and never one beside a monitor.
import { expect, type Page } from '@playwright/test'
import { hold, listen, live, unhurried } from '../../stage/console.ts'
import { type DemoPbx, demoCall } from '../../stage/demo-floor.ts'
import type { Tones } from '../../stage/operator.ts'
import { test } from '../fixtures.ts'
import { farEar } from '../support/far-ear.ts'

const strip = (page: Page, kind: string) => page.locator(`[data-call="${kind}"]`)
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click()

async function call(page: Page, number: string, name: string | RegExp = 'Call'): Promise<void> {
  await page.locator('[data-line="registered"]').first().waitFor({ timeout: 15_000 })
  await hold(page, 'd')
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
  await page.getByRole('button', { name: 'Talk to *43' }).focus()
  await hold(page, 'Enter')
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

test('two agents are connected after asking first, and hear nobody else', async ({ page, pbx }) => {
  await call(page, '1001')
  await expect(page.getByText('Amelia Hart hears you')).toBeVisible()
  await expect.poll(() => heardBy(pbx, '1001', SUPERVISOR_HZ)).toBe(true)
  await unhurried(page)
  await call(page, '1002')
  await expect.poll(() => heardBy(pbx, '1002', SUPERVISOR_HZ)).toBe(true)
  await unhurried(page)
  await press(page, /^Connect Amelia Hart with /)
  await expect(page.getByText('Amelia Hart was transferred.')).toBeVisible()
  await expect.poll(() => heardBy(pbx, '1002', AGENT_HZ, CALLER_HZ)).toBe(true)
  expect(await heardBy(pbx, '1002', SUPERVISOR_HZ)).toBe(false)
})

test('keys lead somewhere, and a message lights the lamp, which outlives a reload', async ({ page, pbx }) => {
  await call(page, '610')
  await press(page, 'Keypad')
  await page.locator('.phone-keypad').getByRole('button', { name: /^2/ }).click()
  await expect.poll(() => hears(pbx, 'line:5001', SUPERVISOR_HZ)).toBe(true) // the echo
  await unhurried(page)
  await press(page, 'Hang up')
  await unhurried(page)
  await call(page, '*5001')
  const ear = await farEar(pbx.operator)
  await ear.speaks()
  await expect.poll(() => hears(pbx, 'line:5001', BEEP_HZ)).toBe(false)
  // A message of half a second is none.
  await page.waitForFunction((since) => Date.now() - since > 900, Date.now())
  await press(page, 'Hang up')
  await expect(page.getByRole('button', { name: /^Phone · You have 1 new voicemail/ })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('button', { name: /^Phone · You have 1 new voicemail/ })).toBeVisible()
  await hold(page, 'd')
  await expect(page.getByRole('list', { name: 'Recent' }).getByRole('button', { name: /^\*5001/ })).toBeVisible()
  await ear.stop()
})

const [SUPERVISOR_HZ, AGENT_HZ, CALLER_HZ, BEEP_HZ] = [1000, 440, 620, 800]

/** Whether any of these tones is in that ear now. */
async function hears(pbx: DemoPbx, ear: string, ...frequencies: number[]): Promise<boolean> {
  const { db } = await pbx.operator.request<Tones>('ear.tones', { ear, frequencies, windowMs: 200 })
  return frequencies.some((hz) => (db[hz] ?? -120) > -40)
}
const heardBy = (pbx: DemoPbx, agent: string, ...frequencies: number[]) => hears(pbx, `agent:${agent}`, ...frequencies)
