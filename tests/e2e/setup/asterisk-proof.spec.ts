// On Debian's Asterisk as the page sets it up: the check of who hears whom, pressed on the screen, green; and a planted fault, named.
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { setIn } from '../../asterisk/check/conf-file.ts'
import { byDialplan } from '../../asterisk/check/mistakes/mistake.ts'
import { type StockAsterisk, startStockAsterisk } from '../../asterisk/check/stock-asterisk.ts'
import { passwordOf, testExtensions } from '../../asterisk/check/test-extensions.ts'
import { instrument, startBrowser } from '../../stage/browser.ts'
import { type Child, startChild } from '../../stage/child.ts'
import { violations } from '../support/axe.ts'
import { cutOff, geometryFaults } from '../support/look.ts'

test.describe.configure({ mode: 'serial' })
test.setTimeout(180_000)

let stock: StockAsterisk
let child: Child
let browser: Browser
let page: Page
test.beforeAll(async () => {
  test.setTimeout(180_000)
  stock = await startStockAsterisk(testExtensions)
  const rights = (text: string) =>
    setIn(setIn(text, 'console', 'write', 'reporting,call,originate'), 'console', 'read', 'call,agent,reporting,dtmf')
  stock.files.write('manager.conf', rights(stock.files.read('manager.conf')))
  await stock.run('manager reload')
  const home = mkdtempSync(join(tmpdir(), 'earshot-proof-'))
  const site = stock.site({ ...byDialplan, extensions: ['2001'] })
  writeFileSync(join(home, 'settings.json'), JSON.stringify({ siteName: 'Customer', policy: 'open', site }))
  const args = ['--import', 'tsx', 'src-main/app/start.ts', '--shell=browser', '--no-open']
  child = startChild(process.execPath, args, { EARSHOT_CONFIG_DIR: home })
  const line = await child.line((text) => text.includes('http://127.0.0.1'), 90_000)
  browser = await startBrowser()
  page = await browser.newPage({
    viewport: { width: 1280, height: 720 },
    ignoreHTTPSErrors: true,
    locale: 'en-GB',
  })
  await instrument(page)
  await page.goto(/http:\/\/127\.0\.0\.1:\d+\S*/.exec(line)?.[0] ?? '')
})
test.afterAll(async () => {
  await browser?.close()
  await child?.kill()
  await stock?.stop()
})

const dialog = () => page.getByRole('dialog', { name: 'Check who hears whom' })
const cells = (state: string) => dialog().locator(`[data-cell="${state}"]`)

async function look(name: string): Promise<void> {
  expect(await violations(page, 'all', { within: ['[role="dialog"]'] }), name).toEqual([])
}

test('finds everything right, by the keyboard alone, and leaves nothing', async () => {
  await page.locator('[data-line="registered"]').first().waitFor({ timeout: 20_000 })
  await page.getByRole('button', { name: /^Settings|^Open settings/ }).press('Enter')
  await page.getByRole('button', { name: 'Check who hears whom' }).press('Enter')
  await expect(dialog().getByLabel('First test extension')).toBeFocused()
  await look('form')
  await page.keyboard.press('Enter')
  await expect(dialog()).toContainText('Fill in “First test extension”.')
  const entries = ['2001', passwordOf('2001'), '2002', passwordOf('2002'), '', String(stock.pbx.ports.sip)]
  for (const [at, entry] of entries.entries()) {
    if (at === 5) await page.keyboard.press('ControlOrMeta+A')
    if (entry !== '') await page.keyboard.type(entry)
    if (at < 5) await page.keyboard.press('Tab')
  }
  // Whoever asks for a microphone from here on fails the check.
  await page.evaluate(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('asked for', 'NotAllowedError'))
  })
  await page.keyboard.press('Enter')
  await expect(dialog().getByRole('button', { name: 'Stop the check' })).toBeFocused()
  await expect(cells('right').first()).toBeVisible({ timeout: 60_000 })
  await look('running')
  await expect(dialog().locator('.setup-right, .setup-wrong')).toBeVisible({ timeout: 90_000 })
  await look('right')
  await expect(dialog()).toContainText('Everybody hears what they should')
  expect(await cells('right').count()).toBe(16)
  expect(await stock.pbx.channels()).toEqual([])
  await page.setViewportSize({ width: 640, height: 400 })
  await look('small')
  expect([...(await geometryFaults(page)), ...(await cutOff(page))]).toEqual([])
  await page.setViewportSize({ width: 1280, height: 720 })
})

test('stopped in the middle, leaves no call and no microphone', async () => {
  await dialog().getByRole('button', { name: 'Check again' }).press('Enter')
  await expect(cells('right').first()).toBeVisible({ timeout: 60_000 })
  await dialog().getByRole('button', { name: 'Stop the check' }).press('Enter')
  await expect(dialog().getByRole('alert')).toContainText('The check was stopped')
  await expect.poll(() => stock.pbx.channels(), { timeout: 15_000 }).toEqual([])
  expect(await page.evaluate(() => window.earshotTest.microphones().filter(({ enabled }) => enabled))).toEqual([])
})

test('names the ChanSpy that is without its flag, as it is read, and dials nobody', async () => {
  const before = stock.files.read('extensions.conf')
  stock.files.write('extensions.conf', before.replace('qbXwE)', 'qbXE)'))
  expect(stock.files.read('extensions.conf')).not.toBe(before)
  await stock.run('dialplan reload')
  await dialog().getByRole('button', { name: 'Check again' }).press('Enter')
  await expect(dialog().getByRole('alert')).toContainText('lacks the flag w. It has to be ChanSpy(', {
    timeout: 120_000,
  })
  await expect(dialog().getByRole('alert')).toContainText('Wrong: 1')
  await expect(dialog().getByRole('alert')).toContainText('This was read, not heard')
  await expect(cells('right').or(cells('wrong'))).toHaveCount(0)
  expect(await stock.pbx.channels()).toEqual([])
  await look('wrong')
  stock.files.write('extensions.conf', before)
  await stock.run('dialplan reload')
})

test('hears the whisper that is muted though its ChanSpy reads as it should', async () => {
  const before = stock.files.read('extensions.conf')
  const muted = before.replace(/exten => 5,1,/, 'exten => 5,1,Set(MUTEAUDIO(in)=on)\n same => n,')
  stock.files.write('extensions.conf', muted)
  expect(stock.files.read('extensions.conf')).not.toBe(before)
  await stock.run('dialplan reload')
  await dialog().getByRole('button', { name: 'Check again' }).press('Enter')
  await expect(dialog().getByRole('alert')).toContainText(
    'though extension 5 of [earshot-monitor] does have ChanSpy(',
    {
      timeout: 120_000,
    },
  )
  await expect(cells('wrong')).not.toHaveCount(0)
  await look('wrong by ear')
})
