// On the simulated FreeSWITCH: every wrong entry is told at its step, and the set-up ends in a call that is heard. Only the screen is read.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { instrument, startBrowser } from '../../stage/browser.ts'
import { startChild } from '../../stage/child.ts'
import { listen, screenOf, unhurried } from '../../stage/console.ts'
import { demoCall, startDemoPbx } from '../../stage/demo-floor.ts'
import { freeswitchOf, withFreeswitch } from '../../stage/freeswitch-floor.ts'

const AGENT_HZ = 440

const enter = async (page: Page, entries: Readonly<Record<string, string>>) => {
  for (const [label, value] of Object.entries(entries)) await page.getByLabel(label, { exact: true }).fill(value)
}

test('leads to the first heard call', async () => {
  const pbx = await startDemoPbx({ program: 'with faults', lines: ['5001'], more: withFreeswitch })
  const { port, password, domain, sip } = freeswitchOf(pbx.ready)
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
    const check = async () => {
      await unhurried(page)
      await dialog.getByRole('button', { name: 'Check and continue' }).click()
    }
    const wrong = async (entries: Readonly<Record<string, string>>, sentence: string) => {
      await enter(page, entries)
      await check()
      await expect(dialog.getByRole('alert')).toContainText(sentence, { timeout: 15_000 })
    }
    await dialog.getByRole('radio', { name: 'FreeSWITCH or FusionPBX' }).check({ force: true })
    await dialog.getByRole('button', { name: /^(Continue|Check and continue)$/ }).click()
    await step('Where is it?')
    const where = { 'Name of this site': 'North', 'Name or address of the phone system': '127.0.0.1' }
    // The SIP port is no Event Socket.
    await wrong({ ...where, 'Event Socket port': new URL(sip).port }, 'Nothing usable answers at this port.')
    await enter(page, { 'Event Socket port': String(port) })
    await check()

    await step('Sign in to the phone system')
    await wrong(
      { 'Domain of the phones': domain, 'Event Socket password': 'ClueCon' },
      'The phone system refused this user',
    )
    await enter(page, { 'Event Socket password': password })
    await check()

    await step('Your phone line')
    const mine = { 'Your name': 'Sam', 'Your extension': '5001', 'Address of the line': 'ws://127.0.0.1:1/' }
    await wrong({ ...mine, 'Password of the line': 'x' }, 'isn’t set up for this line')
    await wrong({ 'Address of the line': sip }, 'refused the password of the line')
    await enter(page, { 'Password of the line': pbx.ready.lines[0]?.password ?? '' })
    await check()

    await step('Which lines lead outside?')
    await check()
    await step('Microphone and headset')
    await dialog.getByRole('button', { name: 'Play a test tone' }).click()
    await dialog.getByRole('button', { name: 'I heard it' }).click()
    await dialog.getByRole('button', { name: 'Continue' }).click()
    await dialog.getByRole('button', { name: 'Save and open the floor' }).press('Enter')
    await expect(dialog).toBeHidden({ timeout: 15_000 })

    await demoCall(pbx.operator, { agent: '1001' })
    // FreeSWITCH tells no names: the agent is their number.
    await listen(screenOf(page), '1001')
    expect(await page.evaluate((hz) => window.earshotTest.firstTone(hz, 4000), AGENT_HZ)).not.toBeNull()
  } finally {
    await browser.close()
    await child.kill()
    await pbx.close()
  }
})
