// What a supervisor of an Asterisk site sees and what the parties hear when a call moves on or a connection is lost, on the real PBX.
import { type BrowserContext, test as base, expect } from '@playwright/test'
import { modes } from '#contract/monitor.ts'
import type { TalkingCall } from '../asterisk/call-centre.ts'
import { type AsteriskConsole, microphonesOpen, openAsteriskConsole, tonesIn } from '../stage/asterisk-console.ts'
import { startBrowser } from '../stage/browser.ts'
import { choose, listen, live, type Screen, screenOf, startConsole } from '../stage/console.ts'

type Stage = AsteriskConsole & { readonly context: BrowserContext }

const test = base.extend<{ view: Screen }, { stage: Stage }>({
  stage: [
    // Playwright reads the fixtures a fixture needs from this very pattern.
    async ({}, use) => {
      const site = await openAsteriskConsole()
      const browser = await startBrowser()
      await use({ ...site, context: await browser.newContext({ viewport: { width: 1280, height: 900 } }) })
      await browser.close()
      await site.close()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  view: async ({ stage }, use) => {
    const screen = await stage.open(stage.context)
    await use(screen)
    await screen.page.close()
    await stage.still()
  },
})

const ADA = 'Ada Agent'
const BEN = 'Ben Agent'
const DORA = 'Dora Agent'

const nobodyHears = async (screen: Screen) => {
  await expect(screen.card).toHaveAttribute('data-heard-by', 'nobody')
  await expect(screen.card).toHaveAttribute('data-microphone', 'closed')
  expect(await microphonesOpen(screen.page)).toBe(0)
}
const hears = (call: TalkingCall, side: 'agent' | 'caller', what: string) =>
  expect.poll(() => tonesIn(call, side), { message: `what the ${side} hears` }).toBe(what)
const undisturbed = async (call: TalkingCall) => {
  await hears(call, 'agent', 'the other side')
  await hears(call, 'caller', 'the other side')
}
const nextListenWorks = async (screen: Screen, name: string) => {
  await listen(screen, name)
  await choose(screen, 'join')
  await screen.end.click()
  await expect(screen.card).toBeHidden()
}
const connection = (screen: Screen) => screen.page.getByRole('status', { name: 'Connection to the phone system' })
const alert = (screen: Screen) => screen.page.getByRole('alert').filter({ hasText: /\S/ })
const follow = (screen: Screen) => screen.card.getByRole('switch', { name: /^Stay with/ }).click({ force: true })
const leftBehind = async ({ centre }: Stage) =>
  (await centre.pbx.channels()).filter((name) => /^(PJSIP\/5001|Snoop)/.test(name))

test('a call on hold is shown as held, and the mode stays', async ({ view, stage }) => {
  const call = await stage.call('1001')
  await listen(view, ADA)
  await choose(view, 'whisperAgent')
  await call.agent.hold(true)
  await expect(view.calls.getByText('On hold', { exact: true })).toBeVisible()
  await expect(view.card).toHaveAttribute('data-mode', 'whisperAgent')
  await call.agent.hold(false)
  await expect(view.calls.getByText('Talking', { exact: true })).toBeVisible()
  await hears(call, 'agent', 'the other side and the supervisor')
  await hears(call, 'caller', 'the other side')
})

test('a blind transfer takes the monitor along, back in listen', async ({ view, stage }) => {
  const call = await stage.call('1001')
  await listen(view, ADA)
  await choose(view, 'join')
  await call.agent.blindTransfer('1002')
  const agent = await stage.phones.ben().nextCall()
  await expect(view.card).toContainText(BEN)
  await live(view, 'listen')
  await nobodyHears(view)
  await undisturbed({ ...call, agent })
  await choose(view, 'whisperAgent')
  await hears({ ...call, agent }, 'agent', 'the other side and the supervisor')
})

test('an attended transfer takes the monitor along, back in listen', async ({ view, stage }) => {
  const call = await stage.call('1001')
  await listen(view, ADA)
  await choose(view, 'whisperCaller')
  await call.agent.hold(true)
  const consultation = await stage.phones.ada().dial('1002')
  const agent = await stage.phones.ben().nextCall()
  await consultation.answered
  await call.agent.attendedTransfer(consultation)
  await expect(view.card).toContainText(BEN)
  await live(view, 'listen')
  await nobodyHears(view)
  await undisturbed({ ...call, agent })
})

for (const mode of modes)
  test(`a call that ends in ${mode} leaves the line up, in listen, and the agent's next call alone`, async ({
    view,
    stage,
  }) => {
    const call = await stage.call('1001')
    await listen(view, ADA)
    if (mode !== 'listen') await choose(view, mode)
    call.caller.hangUp()
    await expect(view.card.getByRole('status').filter({ hasText: /^The call has ended\./ })).toBeVisible()
    await expect(view.page.locator('[data-banner]')).toContainText('has ended')
    await nobodyHears(view)
    await undisturbed(await stage.call('1001'))
    await expect(view.card).toHaveAttribute('data-call', 'ended')
    await view.listenTo(ADA).click()
    await live(view, 'listen')
    await expect(view.card).not.toHaveAttribute('data-call', 'ended')
  })

test('with follow it goes on with the next call of the agent, in listen', async ({ view, stage }) => {
  const call = await stage.call('1001')
  await listen(view, ADA)
  await follow(view)
  await choose(view, 'join')
  call.caller.hangUp()
  await expect(view.card.getByText(`The call has ended. Waiting for ${ADA}’s next call.`)).toBeVisible()
  await nobodyHears(view)
  const next = await stage.call('1001')
  await expect(view.card).not.toHaveAttribute('data-call', 'ended')
  await live(view, 'listen')
  await undisturbed(next)
  await choose(view, 'whisperAgent')
  await hears(next, 'agent', 'the other side and the supervisor')
})

test('the line cut in a whisper: the microphone is closed, and the next Listen works once it is back', async ({
  view,
  stage,
}) => {
  const call = await stage.call('1001')
  await listen(view, ADA)
  await choose(view, 'whisperAgent')
  stage.cables.line.cut()
  await expect(view.page.locator('[data-line="lost"]').first()).toBeVisible()
  await expect(view.card.locator('.card-notice')).toContainText('Your microphone is off and nobody hears you.')
  await nobodyHears(view)
  await undisturbed(call)
  stage.cables.line.mend()
  await expect(view.page.locator('[data-line="registered"]').first()).toBeVisible({ timeout: 15_000 })
  if (await view.card.isVisible()) await view.end.click()
  await expect(view.card).toBeHidden()
  await nextListenWorks(view, ADA)
  await expect.poll(() => leftBehind(stage)).toEqual([])
})

test('the floor cut: the picture is called old, the monitor stays, and afterwards all is as it was', async ({
  view,
  stage,
}) => {
  await stage.call('1001')
  await listen(view, ADA)
  stage.cables.ami.cut()
  await expect(alert(view)).toContainText('Can’t reach the phone system.')
  await expect(connection(view)).toContainText('Not live since')
  await expect(view.card).toHaveAttribute('data-phase', 'live')
  await nobodyHears(view)
  stage.cables.ami.mend()
  await expect(connection(view)).toHaveText('Live')
  await choose(view, 'join')
  await view.end.click()
  await nextListenWorks(view, ADA)
})

test('ARI cut in a whisper: back in listen and said so; once ARI is back the modes are', async ({ view, stage }) => {
  const call = await stage.call('1001')
  await listen(view, ADA)
  await choose(view, 'whisperAgent')
  stage.cables.ari.cut()
  await expect(view.card.locator('.card-notice')).toContainText('Your microphone is off and nobody hears you.')
  await expect(alert(view)).toContainText('For your administrator: ')
  await nobodyHears(view)
  await undisturbed(call)
  stage.cables.ari.mend()
  await expect(connection(view)).toHaveText('Live')
  await live(view, 'listen')
  await choose(view, 'whisperAgent')
  await hears(call, 'agent', 'the other side and the supervisor')
})

test('ARI cut while nothing is monitored: the dialplan is taken and said so, and ARI again when it is back', async ({
  view,
  stage,
}) => {
  const call = await stage.call('1001')
  await expect(connection(view)).toHaveAttribute('title', 'Live · Monitoring through ARI')
  stage.cables.ari.cut()
  await expect(connection(view)).toHaveAttribute('title', /through the dialplan context earshot-monitor, because /)
  await listen(view, ADA)
  await choose(view, 'whisperCaller')
  await hears(call, 'caller', 'the other side and the supervisor')
  stage.cables.ari.mend()
  await view.end.click()
  await expect(connection(view)).toHaveAttribute('title', 'Live · Monitoring through ARI')
  await nextListenWorks(view, ADA)
})

test('the console killed in a whisper: its window closes the microphone; started again, it leaves only the call', async ({
  view,
  stage,
}) => {
  const call = await stage.call('1001')
  await listen(view, ADA)
  await choose(view, 'whisperAgent')
  await stage.killConsole()
  await expect(connection(view)).toContainText('Console disconnected since')
  await expect.poll(() => microphonesOpen(view.page)).toBe(0)
  await undisturbed(call)
  await stage.startConsole()
  await expect.poll(() => leftBehind(stage), { timeout: 20_000 }).toEqual([])
  await undisturbed(call)
  await view.page.close()
  const again = await stage.open(stage.context)
  await nextListenWorks(again, ADA)
  await again.page.close()
})

test('calls over the trunk read as off-net, a queue of Local members shows who waits, then who serves', async ({
  view,
  stage,
}) => {
  const dora = stage.phones.dora()
  await dora.unregister()
  const caller = await (await stage.centre.caller('5558888')).dial('601')
  const row = view.page.getByRole('row', { name: /^sales, / })
  await expect(row).toContainText('1')
  await expect(row).toHaveAccessibleName(/^sales, 1 waiting/)
  await expect(view.calls.getByText('Waiting in queue')).toBeVisible()
  const answering = await stage.centre.agent('1004')
  const agent = await answering.nextCall()
  const call = view.calls.getByRole('row').filter({ hasText: '5558888' })
  await expect(call).toContainText(DORA)
  await expect(call).toContainText('External')
  await expect(call).toContainText('sales')
  await expect(row).toHaveAccessibleName(/^sales, No one waiting/)
  await listen(view, DORA)
  await choose(view, 'whisperAgent')
  await expect.poll(() => agent.ear.level(1000)).toBeGreaterThan(4000)
  caller.hangUp()
  await agent.ended
})

test('a call between two phones of the site reads as on-net', async ({ view, stage }) => {
  const [one, two] = [await stage.centre.agent('1003'), await stage.centre.agent('1006')]
  const call = await one.dial('1006')
  await two.nextCall()
  await expect(view.calls.getByText('Internal')).toBeVisible()
  call.hangUp()
})

test('a site set up wrongly: the floor is shown, and why no call can be monitored, with what to do', async ({
  stage,
}) => {
  await stage.call('1001')
  const site = stage.centre.site({ way: 'dialplan', context: 'elsewhere' })
  const desk = await startConsole({ siteName: 'Stage', policy: 'open', site }, {})
  const page = await stage.context.newPage()
  await page.goto(desk.address)
  const screen = screenOf(page)
  await expect(alert(screen)).toContainText('you can’t listen to calls yet. Ask your administrator to run check-site')
  await expect(alert(screen)).toContainText('context elsewhere')
  await expect(screen.listenTo(ADA)).toHaveAttribute('aria-disabled', 'true')
  await page.close()
  await desk.close()
  await stage.still()
})

test('the PBX restarted under a monitor: it is said, and the next Listen works', async ({ view, stage }) => {
  const before = await stage.call('1001')
  await listen(view, ADA)
  await choose(view, 'join')
  await stage.restart()
  await expect(view.page.getByText(/^The connection dropped, so listening stopped\./)).toBeVisible({ timeout: 15_000 })
  await expect.poll(() => microphonesOpen(view.page)).toBe(0)
  before.caller.hangUp()
  await expect(connection(view)).toHaveText('Live', { timeout: 15_000 })
  await stage.call('1001')
  await expect(view.page.locator('[data-line="registered"]').first()).toBeVisible({ timeout: 20_000 })
  await nextListenWorks(view, ADA)
})
