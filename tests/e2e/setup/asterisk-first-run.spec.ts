// On a real Asterisk: every wrong entry is told at its step, and the set-up ends in a call that is heard. Only the screen is read.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { openCallCentre } from '../../asterisk/call-centre.ts'
import { agentHz } from '../../asterisk/sip-phone.ts'
import { instrument, startBrowser } from '../../stage/browser.ts'
import { startChild } from '../../stage/child.ts'
import { listen, screenOf } from '../../stage/console.ts'

const enter = async (page: Page, entries: Readonly<Record<string, string>>) => {
  for (const [label, value] of Object.entries(entries)) await page.getByLabel(label, { exact: true }).fill(value)
}

test('leads to the first heard call', async () => {
  const centre = await openCallCentre({ webrtc: true })
  const { ami, ari, line } = centre.site()
  const home = mkdtempSync(join(tmpdir(), 'earshot-first-'))
  const args = ['--import', 'tsx', 'src-main/app/start.ts', '--shell=browser', '--no-open', '--setup']
  const child = startChild(process.execPath, args, { EARSHOT_CONFIG_DIR: home })
  const browser = await startBrowser()
  try {
    const address = await child.line((text) => text.includes('http://127.0.0.1'), 90_000)
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 } })
    await instrument(page)
    await page.goto(/http:\/\/127\.0\.0\.1:\d+\S*/.exec(address)?.[0] ?? '')
    const dialog = page.getByRole('dialog', { name: 'Set up Earshot' })
    const step = (name: string) => expect(dialog.getByRole('heading', { name })).toBeVisible({ timeout: 15_000 })
    const check = () => page.keyboard.press('Enter')
    const wrong = async (entries: Readonly<Record<string, string>>, sentence: string) => {
      await enter(page, entries)
      await check()
      await expect(dialog.getByRole('alert')).toContainText(sentence, { timeout: 15_000 })
    }
    await expect(dialog).toBeVisible()
    await page.keyboard.press('Enter')
    await step('Where is it?')
    const where = { 'Name of this site': 'North', 'Name or address of the phone system': '127.0.0.1' }
    await wrong({ ...where, 'AMI port': String(ami.port) }, 'One side encrypts and the other doesn’t.')
    await page.getByLabel('Encrypted connections (TLS)').uncheck()
    await wrong({ 'AMI port': new URL(ari?.url ?? '').port }, 'Nothing usable answers at this port.')
    await enter(page, { 'AMI port': String(ami.port) })
    await check()

    await step('Sign in to the phone system')
    const rest = { 'ARI address': ari?.url ?? '', 'ARI password': ari?.password ?? '' }
    await wrong({ ...rest, 'AMI secret': 'wrong' }, 'The phone system refused this user')
    await enter(page, { 'AMI secret': ami.secret })
    await check()

    await step('Your phone line')
    const mine = { 'Your name': 'Sam', 'Address of the line': String(line?.wsUrl) }
    await wrong({ ...mine, 'Your extension': '5999', 'Password of the line': 'x' }, 'isn’t set up for this line')
    await wrong({ 'Your extension': '5001' }, 'refused the password of the line')
    await enter(page, { 'Password of the line': line?.password ?? '' })
    await check()

    await step('Which lines lead outside?')
    await wrong({ Trunks: 'trnk' }, 'The trunks don’t fit the phone system.')
    await enter(page, { Trunks: 'trunk' })
    await check()
    await step('Microphone and headset')
    await dialog.getByRole('button', { name: 'Play a test tone' }).click()
    await dialog.getByRole('button', { name: 'I heard it' }).click()
    await dialog.getByRole('button', { name: 'Continue' }).click()
    await dialog.getByRole('button', { name: 'Save and open the floor' }).press('Enter')
    await expect(dialog).toBeHidden({ timeout: 15_000 })

    const watch = await centre.console({ line: null })
    await centre.call(watch, await centre.agent('1001'))
    await listen(screenOf(page), 'Ada Agent')
    expect(await page.evaluate((hz) => window.earshotTest.firstTone(hz, 4000), agentHz)).not.toBeNull()
  } finally {
    await browser.close()
    await child.kill()
    await centre.close()
  }
})
