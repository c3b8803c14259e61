// The nuisances of the portals, gone: the real console on the simulated NetSapiens platform, through the screen.
import { test as base, expect, type Page } from '@playwright/test'
import type { LineAccount } from '#contract/line-account.ts'
import { sipPhone } from '../fakes/sip-phone.ts'
import { instrument, startBrowser } from '../stage/browser.ts'
import { choose, listen, live, modeButton, type Screen, screenOf, startConsole } from '../stage/console.ts'
import { demoCall } from '../stage/demo-floor.ts'
import {
  misbehave,
  netsapiensEnv,
  netsapiensSiteFile,
  type Platform,
  startPlatform,
} from '../stage/netsapiens-floor.ts'

type SiteOver = { readonly policy: string; readonly whisperTo: string }

const test = base.extend<{ view: Screen; platform: Platform; phones: readonly string[]; site: SiteOver }>({
  site: [{ policy: 'open', whisperTo: 'anyone' }, { option: true }],
  phones: [['5001wp'], { option: true }],
  platform: async ({ phones }, use) => {
    const platform = await startPlatform(phones)
    await use(platform)
    await platform.pbx.close()
  },
  view: async ({ platform, site: { policy, whisperTo } }, use) => {
    const file = netsapiensSiteFile(platform, { policy }, { whisperTo })
    const desk = await startConsole(file, netsapiensEnv(platform))
    const browser = await startBrowser()
    const page = await browser.newPage()
    await instrument(page)
    await page.goto(desk.address)
    await use(screenOf(page))
    await browser.close()
    await desk.close()
  },
})
const lineOf = ({ pbx: { ready } }: Platform, device: string): LineAccount => {
  const password = ready.lines.find(({ extension }) => extension === device)?.password ?? ''
  const uri = `sip:${device}@${ready.domain}`
  return { uri, wsUrl: ready.sip, authUser: device, password, displayName: '', iceServers: [] }
}
const callOf = ({ pbx }: Platform, agent: string) => demoCall(pbx.operator, { agent, line: '5001wp' })
const monitorsOn = async ({ pbx }: Platform) => (await pbx.operator.request<{ monitors: number }>('stats')).monitors

/** Pictures for whoever wants to see, in both themes: EARSHOT_SCREENS names the folder. */
async function keepPictures(page: Page, name: string): Promise<void> {
  const folder = process.env.EARSHOT_SCREENS
  for (const colorScheme of folder ? (['dark', 'light'] as const) : [])
    for (const [width, height] of [
      [1280, 720],
      [1366, 768],
      [640, 400],
    ] as const) {
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize({ width, height })
      await page.screenshot({ path: `${folder}/${name}-${colorScheme}-${width}.png` })
    }
}

test('ends by the console alone, and the next Listen works at once, without a reload', async ({
  view: screen,
  platform,
}) => {
  const call = await callOf(platform, '1001')
  for (let session = 0; session < 3; session++) {
    await listen(screen, call.agentName)
    await screen.end.click()
    await screen.card.waitFor({ state: 'hidden' })
    await expect.poll(() => monitorsOn(platform)).toBe(0)
  }
})

test('goes to another call by one click, in listen, though the platform cannot hop', async ({
  view: screen,
  platform,
}) => {
  const [first, second] = [await callOf(platform, '1001'), await callOf(platform, '1002')]
  await listen(screen, first.agentName)
  await choose(screen, 'whisperAgent')
  await screen.listenTo(second.agentName).click()
  await expect(screen.card).toContainText(second.agentName, { timeout: 15_000 })
  await live(screen, 'listen')
  await expect.poll(() => monitorsOn(platform)).toBe(1)
  await expect(screen.card).toHaveAttribute('data-microphone', 'closed')
})

test('the call ending under a whisper leaves the session, in listen, until it is ended', async ({
  view: screen,
  platform,
}) => {
  const call = await callOf(platform, '1001')
  await listen(screen, call.agentName)
  await choose(screen, 'whisperAgent')
  await call.end()
  await expect(screen.card).toHaveAttribute('data-call', 'ended')
  await expect(screen.card).toHaveAttribute('data-microphone', 'closed')
  expect(await monitorsOn(platform)).toBe(1)
  await screen.end.click()
  await expect.poll(() => monitorsOn(platform)).toBe(0)
})

test('a site without monitoring reads as that, not as a crash', async ({ view: screen, platform }) => {
  const call = await callOf(platform, '1001')
  await misbehave(platform, { monitoringOff: true })
  await screen.listenTo(call.agentName).click()
  await expect(screen.page.getByText('isn’t enabled for your site')).toBeVisible()
  await misbehave(platform, {})
  await listen(screen, call.agentName)
})

test('the texts step by step: card and words across the top from Listen to Join, and Listen again ends it', async ({
  view: screen,
  platform,
}) => {
  const call = await callOf(platform, '1001')
  const banner = screen.page.locator('[data-banner]')
  await listen(screen, call.agentName)
  await expect(banner).toContainText(/monitoring the call/i)
  const [card, window] = [await screen.card.boundingBox(), screen.page.viewportSize()]
  expect((card?.x ?? 0) + (card?.width ?? 0)).toBeGreaterThan((window?.width ?? 0) * 0.9)
  expect((card?.y ?? 0) + (card?.height ?? 0)).toBeGreaterThan((window?.height ?? 0) * 0.9)
  await choose(screen, 'whisperAgent')
  await expect(banner).toContainText(`Whispering to ${call.agentName}`)
  await expect(screen.listenOnly).toBeVisible()
  await choose(screen, 'join')
  await expect(banner).toContainText(/joined the call/i)
  await choose(screen, 'listen')
  await screen.listenTo(call.agentName).click()
  await screen.card.waitFor({ state: 'hidden' })
  await expect.poll(() => monitorsOn(platform)).toBe(0)
  // The call itself goes on: both still hear each other.
  expect((await call.agent([620], 300))[620]).toBeGreaterThan(-40)
  expect((await call.caller([440], 300))[440]).toBeGreaterThan(-40)
})

for (const { policy, offNet, onNet } of [
  { policy: 'callharbor', offNet: [true, false], onNet: [false, false] },
  { policy: 'crexendo', offNet: [true, false], onNet: [true, true] },
])
  test.describe(`a site under the policy ${policy}`, () => {
    test.use({ site: { policy, whisperTo: 'extensions' } })
    test(`${policy}: offers each whisper, on the network and off it, as its text says`, async ({
      view: screen,
      platform,
    }) => {
      const calls = [
        { call: await callOf(platform, '1001'), offered: offNet },
        { call: await demoCall(platform.pbx.operator, { agent: '1002', onNet: true, line: '5001wp' }), offered: onNet },
      ]
      for (const { call, offered } of calls) {
        await listen(screen, call.agentName)
        for (const [index, mode] of (['whisperAgent', 'whisperCaller'] as const).entries()) {
          if (offered[index]) await expect(modeButton(screen, mode)).not.toHaveAttribute('aria-disabled', 'true')
          else await expect(modeButton(screen, mode)).toHaveAttribute('aria-disabled', 'true')
        }
        await expect(screen.join).not.toHaveAttribute('aria-disabled', 'true')
        await screen.end.click()
        await screen.card.waitFor({ state: 'hidden' })
      }
    })
  })

test.describe('a supervisor with another phone', () => {
  test.use({ phones: ['5001wp', '5001'] })

  test('logged out of the console’s line, their desk phone rings, takes it, switches modes and ends it', async ({
    view: screen,
    platform,
  }) => {
    let pickUp = () => {}
    const desk = await sipPhone(lineOf(platform, '5001'), new Promise<void>((done) => (pickUp = done)))
    const call = await callOf(platform, '1001')
    await screen.page.getByRole('button', { name: 'Log out of your line' }).click()
    await screen.listenTo(call.agentName).click()
    await expect(screen.card).toContainText('Pick up one of your phones.')
    pickUp()
    await live(screen, 'listen')
    await expect(screen.card).toContainText('Answered on 5001')
    desk.speak(true)
    await choose(screen, 'whisperAgent')
    await expect.poll(async () => (await call.agent([1000], 300))[1000]).toBeGreaterThan(-40)
    expect((await call.caller([1000], 300))[1000]).toBeLessThan(-60)
    await choose(screen, 'listen')
    await expect.poll(async () => (await call.agent([1000], 300))[1000]).toBeLessThan(-60)
    // The console itself sends nothing: it is on no call at all.
    expect(await screen.page.evaluate(() => window.earshotTest.microphones().filter((track) => track.enabled))).toEqual(
      [],
    )
    desk.hangUp()
    await screen.card.waitFor({ state: 'hidden' })
    await expect.poll(() => monitorsOn(platform)).toBe(0)
    await desk.close()
  })

  test('M4: with the link cut the card says who may hear their phone, as the ears do, until listen is known', async ({
    view: screen,
    platform,
  }) => {
    const desk = await sipPhone(lineOf(platform, '5001'))
    const call = await callOf(platform, '1001')
    await screen.page.getByRole('button', { name: 'Log out of your line' }).click()
    await screen.listenTo(call.agentName).click()
    await live(screen, 'listen')
    desk.speak(true)
    await choose(screen, 'whisperAgent')
    const refusing = { status: [{ path: '/', status: 500, times: 0 }] }
    await misbehave(platform, { ...refusing, dropSockets: true, downCores: [0, 1, 2, 3] })
    const sign = screen.card.locator('.heard-by')
    await expect(sign).toContainText(`May be heard by ${call.agentName}`)
    await expect(screen.page.locator('body')).not.toContainText('obody hears you')
    await expect(sign).toBeInViewport({ ratio: 1 })
    expect((await call.agent([1000], 300))[1000]).toBeGreaterThan(-40)
    await keepPictures(screen.page, 'may-be-heard')
    await misbehave(platform, {})
    await live(screen, 'listen')
    await expect.poll(async () => (await call.agent([1000], 300))[1000]).toBeLessThan(-60)
    await desk.close()
  })

  test('the console’s line answers by itself, which stops the other phones from ringing', async ({
    view: screen,
    platform,
  }) => {
    const never = new Promise<void>(() => {})
    const desk = await sipPhone(lineOf(platform, '5001'), never)
    const call = await callOf(platform, '1001')
    await listen(screen, call.agentName)
    await expect(screen.card).toContainText('Answered on 5001wp')
    await expect.poll(() => desk.inviteHeader('call-id')).toBeNull()
    await screen.end.click()
    await expect.poll(() => monitorsOn(platform)).toBe(0)
    await desk.close()
  })
})
