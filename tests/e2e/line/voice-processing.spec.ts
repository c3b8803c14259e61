// What is done to the voice is what the switches say, on the track that is sent: read from a real Chromium.
import { expect, type Page } from '@playwright/test'
import { choose, live } from '../../stage/console.ts'
import { demoSiteFile } from '../../stage/demo-floor.ts'
import { test } from '../fixtures.ts'

// The site leaves it to the person.
test.use({ siteFile: demoSiteFile('info', { line: { switchBy: 'info' } }) })

type Told = MediaTrackSettings[keyof MediaTrackSettings]
type Three = readonly [echo: Told, noise: Told, gain: Told]

/** Of the track that goes to the PBX: what Chromium says it does to it. */
const inForce = (page: Page): Promise<Three | null> =>
  page.evaluate(() => {
    const [track] = window.earshotTest.voices()
    return track ? ([track.echoCancellation, track.noiseSuppression, track.autoGainControl] as const) : null
  })

test('echo, noise and volume are switched one by one, in a call as well, and the microphone closes for it', async ({
  page,
  view,
  heard,
}) => {
  void heard
  await expect.poll(() => inForce(page)).toEqual([true, true, true])
  await choose(view, 'whisperAgent')
  await page.getByRole('button', { name: 'Settings' }).click()
  const dialog = page.getByRole('dialog', { name: 'Settings' })
  const press = (name: string) => dialog.getByRole('switch', { name }).press('Space')
  await press('Remove noise')
  await expect.poll(() => inForce(page)).toEqual([true, false, true])
  await live(view, 'listen')
  await press('Remove echo')
  await expect.poll(() => inForce(page)).toEqual([false, false, true])
  await press('Remove noise')
  await press('Even out the volume')
  await expect.poll(() => inForce(page)).toEqual([false, true, false])
  await press('Clean up my voice')
  await expect.poll(() => inForce(page)).toEqual([false, false, false])
  await expect(dialog.getByRole('switch', { name: 'Remove noise' })).toBeHidden()
  await press('Clean up my voice')
  await expect.poll(() => inForce(page)).toEqual([false, true, false])
  expect(await page.evaluate(() => window.earshotTest.microphones().filter(({ enabled }) => enabled))).toEqual([])
})
