// The tests of the sound in the settings in a real Chromium that has no microphone to give: what they say, and that nothing stays open.
import { expect, type Page, test } from '@playwright/test'
import { instrument, startBrowser } from '../../stage/browser.ts'
import { type ConsoleProcess, startConsole } from '../../stage/console.ts'
import { type DemoPbx, demoEnv, demoSiteFile, startDemoPbx } from '../../stage/demo-floor.ts'

let pbx: DemoPbx
let desk: ConsoleProcess
// A line of its own for each: the browser before is closed without a word, and still has the line for a while.
test.beforeEach(async () => {
  pbx = await startDemoPbx()
  desk = await startConsole(demoSiteFile('info'), demoEnv(pbx))
})
test.afterEach(async () => {
  await desk.close()
  await pbx.close()
})

/** What the page has opened of the sound: the contexts, and the tracks of every microphone it was given. */
async function watchOpened(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const contexts: AudioContext[] = []
    const tracks: MediaStreamTrack[] = []
    const Native = window.AudioContext
    window.AudioContext = class extends Native {
      constructor(options?: AudioContextOptions) {
        super(options)
        contexts.push(this)
      }
    }
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
    navigator.mediaDevices.getUserMedia = async (constraints) => {
      const stream = await ask(constraints)
      tracks.push(...stream.getAudioTracks())
      return stream
    }
    Object.assign(window, {
      opened: () => ({
        contexts: contexts.filter(({ state }) => state !== 'closed').length,
        tracks: tracks.filter(({ readyState }) => readyState === 'live').length,
      }),
    })
  })
}
const opened = (page: Page) =>
  page.evaluate(() => (window as unknown as { opened(): { contexts: number; tracks: number } }).opened())

const says = {
  refused: /^The microphone is blocked\. Allow it for Earshot in the browser’s site settings/,
  absent: /^No microphone was found\. Plug in your headset\./,
}

for (const microphone of ['refused', 'absent'] as const) {
  test(`with the microphone ${microphone} both tests of the sound name the remedy, and leave nothing open`, async () => {
    const browser = await startBrowser(microphone)
    const page = await browser.newPage()
    await watchOpened(page)
    await instrument(page)
    await page.goto(desk.address)
    await page.locator('[data-line="registered"]').first().waitFor({ timeout: 15_000 })
    await page.getByRole('button', { name: 'Settings' }).click()
    const dialog = page.getByRole('dialog', { name: 'Settings' })
    const before = await opened(page)
    for (const [index, name] of ['Record five seconds', 'Call the echo'].entries()) {
      const button = dialog.getByRole('button', { name })
      await button.press('Enter')
      await expect(dialog.getByText(says[microphone]), name).toHaveCount(index + 1)
      await expect(button).toBeFocused()
      await expect(button).toBeEnabled()
    }
    await expect(dialog.getByRole('button', { name: 'Stop' })).toBeHidden()
    await expect(page.locator('[data-call]:not([data-call="none"])')).toHaveCount(0)
    expect(await page.evaluate(() => window.earshotTest.microphones())).toEqual([])
    expect(await opened(page)).toEqual(before)
    expect(before.tracks).toBe(0)
    await browser.close()
  })
}
