// Ordinary calls on the real Asterisk, measured by tone at the phones: keys to a menu, both transfers, the lamp of the mailbox, the echo.
import { type BrowserContext, test as base, expect, type Page } from '@playwright/test'
import { supervisorHz } from '../../asterisk/call-centre.ts'
import type { Dialog } from '../../asterisk/sip-dialog.ts'
import { type AsteriskConsole, openAsteriskConsole } from '../../stage/asterisk-console.ts'
import { startBrowser } from '../../stage/browser.ts'
import { hold, unhurried } from '../../stage/console.ts'

const hz = { ada: 440, ben: 700, dora: 900 } as const
const dialplan = `
[internal](+)
exten => 640,1,Answer()
 same => n,Read(KEYS,,3,,1,8)
 same => n,GotoIf($["\${KEYS}" = "471"]?right)
 same => n,Hangup()
 same => n(right),Dial(PJSIP/1001,10)
; It speaks before it is an echo, as FreePBX does.
exten => *43,1,Answer()
 same => n,Wait(1)
 same => n,Playtones(440)
 same => n,Wait(4)
 same => n,StopPlaytones()
 same => n,Echo()
exten => 690,1,Answer()
 same => n,VoiceMail(5001@default,s)
[ext-local](+)
exten => 5101,hint,PJSIP/5101
`
const more = {
  'extensions.conf': dialplan,
  'modules.conf': ['app_voicemail', 'res_pjsip_mwi', 'res_pjsip_mwi_body_generator', 'codec_g722', 'format_wav_gsm']
    .map((name) => `load = ${name}.so`)
    .join('\n'),
  'voicemail.conf': '[general]\nformat=wav\nminsecs=0\nmaxsilence=0\n[default]\n5001 => 1234,Sam\n',
  'pjsip.conf': '[5001](+type=aor)\nmailboxes=5001@default\n',
}

type Stage = AsteriskConsole & { readonly context: BrowserContext }

const test = base.extend<{ page: Page }, { stage: Stage }>({
  stage: [
    // Playwright reads the fixtures a fixture needs from this very pattern.
    async ({}, use) => {
      const voices = { 1002: hz.ben, 1004: hz.dora }
      const site = await openAsteriskConsole(
        voices,
        { supervisorCodecs: 'g722,opus,ulaw', more },
        { phone: { echo: '*43' } },
      )
      const browser = await startBrowser()
      await use({ ...site, context: await browser.newContext({ viewport: { width: 1280, height: 900 } }) })
      await browser.close()
      await site.close()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  page: async ({ stage }, use) => {
    const { page } = await stage.open(stage.context)
    await page.locator('[data-line="registered"]').first().waitFor({ timeout: 15_000 })
    await use(page)
    await page.close()
    await stage.still()
  },
})

async function dial(page: Page, number: string): Promise<void> {
  await hold(page, 'd')
  const field = page.getByRole('dialog').getByRole('textbox')
  await field.fill(number)
  await page.getByRole('dialog').getByRole('button', { name: 'Call', exact: true }).click()
}
const isUp = (page: Page, who: string) => expect(page.getByText(`On the phone with ${who}`)).toBeVisible()
const hears = (call: Dialog, tone: number) => expect.poll(() => call.ear.level(tone)).toBeGreaterThan(1_500)
const silent = (call: Dialog, tone: number) => expect.poll(() => call.ear.level(tone)).toBeLessThan(100)

test('keys of a call reach a menu, and who is behind it hears the person', async ({ page, stage }) => {
  await dial(page, '640')
  await isUp(page, '640')
  await page.getByRole('button', { name: 'Keypad' }).click()
  for (const key of ['4', '7', '1']) {
    await page.getByRole('button', { name: new RegExp(`^${key}`) }).click()
    await unhurried(page)
  }
  const ada = await stage.phones.ada().nextCall()
  await hears(ada, supervisorHz)
  await page.keyboard.press('Escape')
  await silent(ada, supervisorHz)
  await page.getByRole('button', { name: 'Hang up' }).click()
  await ada.ended
})

test('a call is passed on at once, and the two hear each other alone', async ({ page, stage }) => {
  await dial(page, '1001')
  const ada = await stage.phones.ada().nextCall()
  await hears(ada, supervisorHz)
  await page.getByRole('button', { name: 'Transfer' }).click()
  await page.getByRole('dialog').getByRole('textbox').fill('1002')
  await page.getByRole('dialog').getByRole('button', { name: 'Transfer' }).click()
  const ben = await stage.phones.ben().nextCall()
  await expect(page.getByText('Ada Agent was transferred.')).toBeVisible()
  await hears(ada, hz.ben)
  await hears(ben, hz.ada)
  await silent(ada, supervisorHz)
  await silent(ben, supervisorHz)
})

test('a call is passed on after asking first, and held meanwhile', async ({ page, stage }) => {
  await dial(page, '1001')
  const ada = await stage.phones.ada().nextCall()
  await hears(ada, supervisorHz)
  await unhurried(page)
  await dial(page, '1004')
  const dora = await stage.phones.dora().nextCall()
  await hears(dora, supervisorHz)
  await silent(ada, supervisorHz)
  await expect(page.getByText('Ada Agent is on hold')).toBeVisible()
  await page.getByRole('button', { name: /^Connect Ada Agent with / }).click()
  await expect(page.getByText('Ada Agent was transferred.')).toBeVisible()
  await hears(ada, hz.dora)
  await hears(dora, hz.ada)
  await silent(dora, supervisorHz)
})

test('a message in the mailbox lights the lamp', async ({ page }) => {
  await dial(page, '690')
  await isUp(page, '690')
  await hold(page, 'd')
  await expect(page.getByRole('dialog').getByText('No new voicemail')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Hang up' }).click()
  await hold(page, 'd')
  await expect(page.getByRole('dialog').getByText('You have 1 new voicemail')).toBeVisible({ timeout: 8_000 })
})

test('the echo says something first, is timed then, and plays back the person’s own tone', async ({ page, stage }) => {
  await page.getByRole('button', { name: 'Settings' }).click()
  const dialog = page.getByRole('dialog', { name: 'Settings' })
  await dialog.getByRole('button', { name: 'Call the echo' }).press('Enter')
  await expect(dialog.getByText(/^The phone system is saying something first/)).toBeVisible()
  const speak = dialog.getByText(/^Say something: you should hear yourself\. There and back takes \d+ milliseconds/)
  await expect(speak).toBeVisible({ timeout: 20_000 })
  expect(Number(/\d+/.exec((await speak.textContent()) ?? '')?.[0])).toBeLessThan(1_000)
  expect(await page.evaluate((hz) => window.earshotTest.firstTone(hz, 4_000), supervisorHz)).not.toBeNull()
  await expect(dialog.getByText(/^The phone system hears you, and its sound reaches you/)).toBeVisible({
    timeout: 15_000,
  })
  await expect.poll(async () => (await stage.centre.pbx.channels()).length).toBe(0)
})

test('the phone of a colleague who is no agent is shown as the PBX has it, and changes while it is looked at', async ({
  page,
  stage,
}) => {
  await hold(page, 'd')
  const dialog = page.getByRole('dialog', { name: 'Phone' })
  const field = dialog.getByRole('textbox')
  await field.fill('5101')
  await expect(dialog.getByText('5101 No phone')).toBeVisible()
  const colleague = await stage.centre.agent('5101')
  await expect(dialog.getByText('5101 Available')).toBeVisible()
  await stage.centre.pbx.cli('channel originate PJSIP/5101 application Wait 60')
  const call = await colleague.nextCall()
  await expect(dialog.getByText('5101 On a call')).toBeVisible()
  call.hangUp()
  await expect(dialog.getByText('5101 Available')).toBeVisible()
  await field.fill('5999')
  await expect(dialog.getByText('5999')).toBeHidden()
  await colleague.unregister()
})
