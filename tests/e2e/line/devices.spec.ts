// Real devices of a PulseAudio server in a real Chromium: where each voice goes, measured by tone, while they are plugged in and out.
import { type Browser, expect, type Page, test } from '@playwright/test'
import { instrument, startBrowser } from '../../stage/browser.ts'
import { type ConsoleProcess, choose, listen, live, type Screen, screenOf, startConsole } from '../../stage/console.ts'
import { type DemoPbx, demoCall, demoEar, demoEnv, demoSiteFile, startDemoPbx } from '../../stage/demo-floor.ts'
import {
  type Loudspeaker,
  nameOfMicrophone,
  type SoundServer,
  startSoundServer,
  whyNoSoundServer,
} from '../../stage/sound-server.ts'

const [HEADSET_HZ, ROOM_HZ, AGENT_HZ] = [1000, 700, 440]
const HEARD_DB = -30
/** Beside a voice its overtones stand in every window; a voice itself is at -20 and more. */
const SILENT_DB = -50

// A person's machine may have none; where tests run by themselves tests/run.ts has provided it, or has failed.
test.skip(whyNoSoundServer() !== null, whyNoSoundServer() ?? '')

let pbx: DemoPbx
let desk: ConsoleProcess
let server: SoundServer
let browser: Browser
let room: Loudspeaker
let headset: Headset
test.beforeEach(async () => {
  server = await startSoundServer()
  server.microphone(ROOM_HZ)
  server.prefer('source', `mic${ROOM_HZ}`)
  room = server.loudspeaker('room')
  server.prefer('sink', 'room')
  headset = plugIn()
  pbx = await startDemoPbx()
  desk = await startConsole(demoSiteFile('info'), demoEnv(pbx))
  browser = await startBrowser('devices', true, undefined, server.env)
})
test.afterEach(async () => {
  await browser.close()
  await desk.close()
  await pbx.close()
  server.close()
})

type Headset = { readonly ear: Loudspeaker; readonly unplug: () => void }
function plugIn(): Headset {
  const unplugMicrophone = server.microphone(HEADSET_HZ)
  const ear = server.loudspeaker('headset')
  return {
    ear,
    unplug: () => {
      unplugMicrophone()
      ear.unplug()
    },
  }
}

/** What leaves the supervisor's line. */
const said = async (hz: number): Promise<number> => (await demoEar(pbx.operator, 'mouth:5001')([hz], 200))[hz] ?? -120

const heardFromHeadset = () => expect.poll(() => said(HEADSET_HZ)).toBeGreaterThan(HEARD_DB)

async function openConsole(): Promise<Screen> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  await instrument(page)
  await page.goto(desk.address)
  await page.locator('[data-line="registered"]').first().waitFor({ timeout: 15_000 })
  return screenOf(page)
}

async function chooseHeadset(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Settings' }).click()
  const dialog = page.getByRole('dialog', { name: 'Settings' })
  await dialog.getByRole('combobox', { name: 'Microphone' }).selectOption({ label: nameOfMicrophone(HEADSET_HZ) })
  await dialog.getByRole('combobox', { name: 'Headset or speaker' }).selectOption({ label: 'headset' })
  await dialog.getByRole('button', { name: 'Close' }).click()
}

const notices = (page: Page) => page.locator('.microphone-notice')

test('a headset that is unplugged in a whisper is said, nothing goes by the room, and it is taken again', async () => {
  test.slow()
  const call = await demoCall(pbx.operator, { agent: '1001' })
  const screen = await openConsole()
  await listen(screen, call.agentName)
  await expect.poll(() => room.db(AGENT_HZ), 'the system’s own choice').toBeGreaterThan(HEARD_DB)
  await chooseHeadset(screen.page)
  await expect.poll(() => room.db(AGENT_HZ)).toBeLessThan(SILENT_DB)
  await expect.poll(() => headset.ear.db(AGENT_HZ)).toBeGreaterThan(HEARD_DB)
  expect(room.db(AGENT_HZ)).toBeLessThan(SILENT_DB)
  await choose(screen, 'whisperAgent')
  await heardFromHeadset()
  await expect.poll(() => said(ROOM_HZ)).toBeLessThan(SILENT_DB)
  headset.unplug()
  await expect(notices(screen.page)).toHaveCount(2)
  await live(screen, 'listen')
  await expect.poll(() => said(HEADSET_HZ)).toBeLessThan(SILENT_DB)
  await expect.poll(() => said(ROOM_HZ)).toBeLessThan(SILENT_DB)
  expect(room.db(AGENT_HZ)).toBeLessThan(SILENT_DB)
  headset = plugIn()
  await expect(notices(screen.page)).toHaveCount(0, { timeout: 12_000 })
  await expect.poll(() => headset.ear.db(AGENT_HZ)).toBeGreaterThan(HEARD_DB)
  await choose(screen, 'whisperAgent')
  await heardFromHeadset()
  await expect.poll(() => said(ROOM_HZ)).toBeLessThan(SILENT_DB)
  expect(room.db(AGENT_HZ)).toBeLessThan(SILENT_DB)
})

test('the system’s own choice that is unplugged in a whisper closes the microphone: the room is heard only when that is chosen', async () => {
  test.slow()
  server.prefer('source', `mic${HEADSET_HZ}`)
  const call = await demoCall(pbx.operator, { agent: '1001' })
  const screen = await openConsole()
  await listen(screen, call.agentName)
  await choose(screen, 'whisperAgent')
  await heardFromHeadset()
  headset.unplug()
  await live(screen, 'listen')
  await expect.poll(() => said(HEADSET_HZ)).toBeLessThan(SILENT_DB)
  expect(await said(ROOM_HZ)).toBeLessThan(SILENT_DB)
  await choose(screen, 'whisperAgent')
  await expect.poll(() => said(ROOM_HZ)).toBeGreaterThan(HEARD_DB)
})
