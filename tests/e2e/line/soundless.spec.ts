// A2, A3, A14 on the real Asterisk: what keeps a monitor from being heard is named, and nobody is said to hear meanwhile.
import { expect, test } from '@playwright/test'
import { openAsteriskConsole } from '../../stage/asterisk-console.ts'
import { startBrowser } from '../../stage/browser.ts'

type Fault = {
  readonly what: string
  readonly file: string
  readonly change: (text: string) => string
  readonly says: RegExp
  readonly history: string
}

const faults: readonly Fault[] = [
  {
    what: 'no way for the sound',
    file: 'rtp.conf',
    change: (text) => `${text}\nice_deny=0.0.0.0/0\n`,
    says: /No sound gets through.+UDP ports/,
    history: 'No sound came through',
  },
  {
    what: 'no common codec',
    file: 'pjsip.conf',
    change: (text) => text.replaceAll('allow=ulaw,opus', 'allow=g729'),
    says: /no common codec/,
    history: 'No sound came through',
  },
  {
    what: 'a transport that does not lead to the line',
    file: 'pjsip.conf',
    change: (text) => text.replaceAll('webrtc=yes', 'webrtc=yes\ntransport=udp'),
    says: /can’t call your line\. Ask your administrator/,
    history: 'The phone system couldn’t call your line',
  },
]

test('what keeps a monitor from being heard is named, and ends it', async () => {
  const site = await openAsteriskConsole()
  const { pbx } = site.centre
  const browser = await startBrowser()
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  try {
    for (const { what, file, change, says, history } of faults) {
      let before = ''
      pbx.rewrite(file, (text) => {
        before = text
        return change(text)
      })
      await site.restart()
      const call = await site.call('1001')
      const { page, listenTo, card } = await site.open(context)
      await page.locator('[data-line="registered"]').first().waitFor({ timeout: 15_000 })
      const claims = await page.evaluateHandle(() => {
        const seen = new Set<string>()
        window.addEventListener('earshot:phase', (event) => {
          if (event instanceof CustomEvent) seen.add(`${event.detail.phase} ${event.detail.heardBy}`)
        })
        return seen
      })
      await listenTo('Ada Agent').click()
      await expect(page.getByText(says), what).toBeVisible({ timeout: 10_000 })
      await expect(card.getByRole('button', { name: /^Whisper/ })).toBeHidden()
      expect(
        await claims.evaluate((seen) =>
          [...seen].filter((claim) => !/^(asking|connecting|ending|idle) nobody$/.test(claim)),
        ),
      ).toEqual([])
      await page.getByRole('button', { name: 'History and coverage' }).click()
      await expect(page.getByRole('dialog').getByRole('row').nth(1), what).toContainText(history)
      call.caller.hangUp()
      await page.close()
      pbx.rewrite(file, () => before)
    }
  } finally {
    await browser.close()
    await site.close()
  }
})
