// From the installed program to the first call that is heard, by what the screen says and the keyboard alone.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { instrument, startBrowser } from '../../stage/browser.ts'
import { startChild } from '../../stage/child.ts'
import { screenOf } from '../../stage/console.ts'
import { violations } from '../support/axe.ts'
import { cutOff, geometryFaults, obscured } from '../support/look.ts'

async function started() {
  const home = mkdtempSync(join(tmpdir(), 'earshot-first-'))
  const args = ['--import', 'tsx', 'src-main/app/start.ts', '--shell=browser', '--no-open', '--setup']
  const child = startChild(process.execPath, args, { EARSHOT_CONFIG_DIR: home })
  const line = await child.line((text) => text.includes('http://127.0.0.1'), 90_000)
  const browser = await startBrowser()
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } })
  await instrument(page)
  await page.goto(/http:\/\/127\.0\.0\.1:\d+\S*/.exec(line)?.[0] ?? '')
  return { page, close: () => Promise.all([browser.close(), child.kill()]) }
}

const field = (page: Page, label: string) => page.getByLabel(label, { exact: true })
const looks = async (page: Page, step: string) => {
  await page.setViewportSize({ width: 640, height: 400 })
  const faults = [...(await geometryFaults(page)), ...(await cutOff(page)), ...(await obscured(page))]
  expect(faults, step).toEqual([])
  await page.setViewportSize({ width: 1280, height: 720 })
  expect(await violations(page, 'all', { within: ['[role="dialog"]'] }), step).toEqual([])
}

test('leads to the first heard call on the demo floor, and says at its step what is wrong', async () => {
  const { page, close } = await started()
  try {
    const dialog = page.getByRole('dialog', { name: 'Set up Earshot' })
    await expect(dialog).toBeVisible()
    await looks(page, 'system')
    await page.keyboard.press('Enter')
    await expect(dialog.getByRole('heading', { name: 'Where is it?' })).toBeVisible()
    await field(page, 'Name or address of the phone system').fill('127.0.0.1')
    await field(page, 'AMI port').fill('1')
    const font = await page.evaluate(() => getComputedStyle(document.body).fontFamily)
    await expect(field(page, 'Name of this site'), 'a name is read as words are').toHaveCSS('font-family', font)
    await page.keyboard.press('Enter')
    await expect(dialog.getByRole('alert')).toContainText('Nothing usable answers at this port.')
    await looks(page, 'address')
    await field(page, 'AMI port').fill('70000')
    await page.keyboard.press('Enter')
    await expect(dialog.getByRole('alert')).toContainText('“AMI port” can’t be right as it is.')
    await dialog.getByRole('button', { name: 'Back' }).click()
    await dialog.getByRole('button', { name: 'Use the demo floor' }).press('Enter')
    await expect(dialog).toBeHidden()
    const view = screenOf(page)
    const listen = view.agents.getByRole('button', { name: /^Listen to / }).first()
    await expect(listen).toBeEnabled({ timeout: 20_000 })
    await page.locator('[data-line="registered"]').first().waitFor()
    await listen.press('Enter')
    await expect.poll(() => page.evaluate(() => Math.max(...window.earshotTest.hear(4800)))).toBeGreaterThan(0.01)
    // Nothing is asked again.
    await page.reload()
    await expect(page.getByRole('button', { name: 'Set up your phone system' })).toBeVisible()
    await expect(dialog).toBeHidden()
  } finally {
    await close()
  }
})
