// Ordinary calls on the real Asterisk by each way of coding sound, measured by tone at both ends; keys reach a menu by INFO and by RFC 4733.
import { type Browser, expect, type Page, test } from '@playwright/test'
import { supervisorHz } from '../../asterisk/call-centre.ts'
import { type AsteriskConsole, openAsteriskConsole } from '../../stage/asterisk-console.ts'
import { startBrowser } from '../../stage/browser.ts'
import { hold, unhurried } from '../../stage/console.ts'

const agentHz = 440
const codecs = ['opus', 'g722', 'ulaw', 'alaw']
/** The last key, #, ends what it reads. */
const dialplan = `
[internal](+)
exten => 641,1,Answer()
 same => n,Read(KEYS,,4,,1,8)
 same => n,GotoIf($["\${KEYS}" = "4*7"]?right)
 same => n,Hangup()
 same => n(right),Dial(PJSIP/1001,10)
`
const more = { 'extensions.conf': dialplan, 'modules.conf': 'load = codec_g722.so' }

for (const digitsBy of ['info', 'rfc4733'] as const) {
  test.describe(`keys by ${digitsBy}`, () => {
    let site: AsteriskConsole
    let browser: Browser
    let page: Page
    let infos: string[] = []
    test.beforeAll(async () => {
      site = await openAsteriskConsole({ 1001: agentHz }, { supervisorCodecs: 'opus', more }, { phone: { digitsBy } })
      browser = await startBrowser()
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
      const sent = (frame: string) => frame.startsWith('INFO ') && infos.push(frame)
      context.on('page', (opened) =>
        opened.on('websocket', (socket) => socket.on('framesent', ({ payload }) => sent(String(payload)))),
      )
      page = (await site.open(context)).page
    })
    test.afterAll(async () => {
      await browser.close()
      await site.close()
    })

    for (const codec of codecs) {
      test(`and both voices are carried by ${codec}`, async () => {
        const { pbx } = site.centre
        infos = []
        // Of the supervisors' lines alone.
        const allowed = /^allow=(?:opus|g722|ulaw|alaw)$(?=(?:\n(?!\[).*)*\nrtp_timeout)/gm
        pbx.rewrite('pjsip.conf', (text) => text.replaceAll(allowed, `allow=${codec}`))
        await pbx.cli('module reload res_pjsip.so')
        await page.locator('[data-line="registered"]').first().waitFor({ timeout: 15_000 })
        await hold(page, 'd')
        const dialog = page.getByRole('dialog', { name: 'Phone' })
        await dialog.getByRole('textbox').fill('641')
        await dialog.getByRole('button', { name: 'Call', exact: true }).click()
        await expect(page.getByText('On the phone with 641')).toBeVisible()
        await page.getByRole('button', { name: 'Keypad' }).click()
        const pad = page.locator('.phone-keypad')
        for (const key of ['4', '*', '7', '#']) {
          await pad.getByRole('button', { name: key }).click()
          await unhurried(page)
        }
        const ada = await site.phones.ada().nextCall()
        await expect.poll(() => ada.ear.level(supervisorHz)).toBeGreaterThan(1_500)
        expect(await page.evaluate((hz) => window.earshotTest.firstTone(hz, 4_000), agentHz)).not.toBeNull()
        const own = (await pbx.channels()).find((name) => name.startsWith('PJSIP/5001-'))
        expect(await pbx.cli(`core show channel ${own}`)).toMatch(new RegExp(`NativeFormats: \\(${codec}\\)`))
        await page.getByRole('button', { name: 'Hang up' }).click()
        await ada.ended
        await expect(page.locator('[data-call="talking"]')).toBeHidden()
        const keys = infos.map((text) => /^Signal=\s*(\S+)/m.exec(text)?.[1])
        expect(keys).toEqual(digitsBy === 'info' ? ['4', '*', '7', '#'] : [])
      })
    }
  })
}
