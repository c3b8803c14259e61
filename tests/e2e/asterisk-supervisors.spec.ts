// Two supervisors on one real Asterisk, each at a console of their own, and a third with only a desk phone; then a PBX that freezes.
import { type BrowserContext, test as base, expect, type Page } from '@playwright/test'
import { phonePassword } from '../asterisk/asterisk-config.ts'
import type { TalkingCall } from '../asterisk/call-centre.ts'
import { agentHz, callerHz } from '../asterisk/sip-phone.ts'
import { type AsteriskConsole, microphonesOpen, openAsteriskConsole, tonesIn } from '../stage/asterisk-console.ts'
import { instrument, startBrowser } from '../stage/browser.ts'
import { choose, listen, live, type Screen, screenOf, startConsole } from '../stage/console.ts'

type Stage = AsteriskConsole & { readonly context: BrowserContext; readonly openSecond: () => Promise<Page> }

const test = base.extend<{ view: Screen; robin: Screen }, { stage: Stage }>({
  stage: [
    // Playwright reads the fixtures a fixture needs from this very pattern.
    async ({}, use) => {
      const amiRead = 'call,agent,reporting,dtmf,user'
      const site = await openAsteriskConsole({}, { amiRead, amiWrite: 'call,originate,reporting,agent,user' })
      const { pbx } = site.centre
      const line = { uri: 'sip:5002@127.0.0.1', wsUrl: pbx.wsUrl, authUser: '5002', password: phonePassword('5002') }
      const supervisor = { name: 'Robin Second', extension: '5002' }
      const more = { siteName: 'Stage', policy: 'open', line: { processing: false }, supervisor }
      const second = await startConsole({ ...more, site: site.centre.site({ line }) }, {})
      const browser = await startBrowser()
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
      const secondContext = await browser.newContext()
      const openSecond = async () => {
        const page = await secondContext.newPage()
        await instrument(page)
        await page.goto(second.address)
        return page
      }
      await use({ ...site, context, openSecond })
      await browser.close()
      await second.close()
      await site.close()
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  view: async ({ stage }, use) => {
    const screen = await stage.open(stage.context)
    await use(screen)
    await screen.page.close()
    await stage.still()
  },
  robin: async ({ stage, view }, use) => {
    void view
    const page = await stage.openSecond()
    await use(screenOf(page))
    await page.close()
  },
})

const ADA = 'Ada Agent'

const rowOf = (screen: Screen) => screen.agents.getByRole('row', { name: new RegExp(ADA) })
const hearsBoth = async ({ page }: Screen) => {
  for (const hz of [agentHz, callerHz])
    expect(await page.evaluate((tone) => window.earshotTest.firstTone(tone, 4000), hz)).not.toBeNull()
}
const hears = (call: TalkingCall, side: 'agent' | 'caller', what: string) =>
  expect.poll(() => tonesIn(call, side), { message: `what the ${side} hears` }).toBe(what)
const connection = (page: Page) => page.getByRole('status', { name: 'Connection to the phone system' })

test('each sees the other on the call by name and mode, both hear, and the end of one does not disturb the other', async ({
  view,
  robin,
  stage,
}) => {
  const call = await stage.call('1001')
  await listen(view, ADA)
  await expect(rowOf(robin).getByText('Supervisor is listening')).toBeAttached()
  await listen(robin, ADA)
  await expect(rowOf(view).getByText('Robin Second is listening')).toBeAttached()
  await hearsBoth(view)
  await hearsBoth(robin)
  await choose(robin, 'whisperAgent')
  await expect(rowOf(view).getByText('Robin Second is whispering to the agent')).toBeAttached()
  await hears(call, 'agent', 'the other side and the supervisor')
  await hears(call, 'caller', 'the other side')
  await live(view, 'listen')
  await view.end.click()
  await expect(view.card).toBeHidden()
  await expect(rowOf(robin).getByText(/^Supervisor is/)).toHaveCount(0)
  await live(robin, 'whisperAgent')
  await hears(call, 'agent', 'the other side and the supervisor')
  await robin.end.click()
  await expect(robin.card).toBeHidden()
  await expect(rowOf(view).getByText(/Robin Second/)).toHaveCount(0)
  await hears(call, 'agent', 'the other side')
  await hears(call, 'caller', 'the other side')
})

const offerOn = (screen: Screen) => screen.page.getByRole('region', { name: 'Call passed to you' })
async function offer({ page }: Screen) {
  await page.getByRole('button', { name: 'Pass to…' }).click()
  await page.getByRole('menuitem', { name: 'Pass to Robin Second' }).click()
}

test('one hands over to the other, with the notes: both on the call for a moment, then the second alone, the parties undisturbed', async ({
  view,
  robin,
  stage,
}) => {
  const call = await stage.call('1001')
  await listen(view, ADA)
  await view.card.getByText('Notes and tags').click()
  await view.card.getByRole('textbox').fill('Angry about the invoice; Ada is doing wörtlich well')
  await view.card.getByRole('textbox').press('Enter')
  await offer(view)
  await expect(offerOn(robin)).toContainText('Supervisor asks you to take over Ada Agent’s call')
  await expect(offerOn(robin)).toContainText('Angry about the invoice')
  await live(view, 'listen')
  await offerOn(robin).getByRole('button', { name: 'Take over' }).click()
  await live(robin, 'listen')
  await expect(view.card).toBeHidden()
  await expect(view.page.getByText('Robin Second has taken over. You’re no longer on the call.')).toBeVisible()
  await expect(rowOf(view).getByText('Robin Second is listening')).toBeAttached()
  await expect(robin.card.locator('[data-notes="1"]')).toContainText(
    'Angry about the invoice; Ada is doing wörtlich well',
  )
  await hearsBoth(robin)
  await hears(call, 'agent', 'the other side')
  await hears(call, 'caller', 'the other side')
  await robin.end.click()
  await expect(robin.card).toBeHidden()
})

test('an offer that is declined, or of a call that ends, leaves nothing behind', async ({ view, robin, stage }) => {
  const call = await stage.call('1001')
  await listen(view, ADA)
  await offer(view)
  await offerOn(robin).getByRole('button', { name: 'Decline' }).click()
  await expect(view.page.getByText('Robin Second declined. You’re still on the call.')).toBeVisible()
  await offer(view)
  await expect(offerOn(robin)).toBeVisible()
  call.caller.hangUp()
  await expect(offerOn(robin)).toBeHidden()
  await expect(view.card).toHaveAttribute('data-call', 'ended')
  await view.end.click()
})

test('a desk phone that spies by a code of its own is shown too, also to a console that comes later', async ({
  view,
  robin,
  stage,
}) => {
  await stage.call('1001')
  const desk = await stage.centre.agent('5101')
  const spying = await desk.dial('*551001')
  await spying.answered
  try {
    await expect(rowOf(view).getByText('Agent 5101 may be heard by the agent and the caller')).toBeAttached()
    stage.cables.ami.cut()
    await expect(connection(view.page)).toContainText('Not live since')
    stage.cables.ami.mend()
    await expect(connection(view.page)).toHaveText('Live')
    await expect(rowOf(view).getByText('Agent 5101 may be heard by the agent and the caller')).toBeAttached()
    await listen(robin, ADA)
  } finally {
    spying.hangUp()
  }
  await expect(rowOf(view).getByText(/Agent 5101/)).toHaveCount(0)
  await live(robin, 'listen')
  await robin.end.click()
})

test('a PBX that freezes in a whisper: the microphone closes, the panes say since when, and nothing is offered until it is back', async ({
  view,
  stage,
}) => {
  const call = await stage.call('1001')
  await listen(view, ADA)
  await choose(view, 'whisperAgent')
  const pid = stage.centre.pbx.pid()
  process.kill(pid, 'SIGSTOP')
  try {
    await expect(connection(view.page)).toContainText('Behind since')
    await expect(view.card).toHaveAttribute('data-heard-by', 'nobody')
    expect(await microphonesOpen(view.page)).toBe(0)
    await expect(view.agents).toContainText(/behind since [\d:]+( [AP]M)? \(\d+ s\)/)
    const durations = view.calls.locator('.ticking')
    const [before, late] = [await durations.allTextContents(), await view.agents.locator('.pane-as-of').textContent()]
    await expect(view.agents.locator('.pane-as-of')).not.toHaveText(late ?? '')
    expect(await durations.allTextContents()).toEqual(before)
    await expect(view.join).toHaveAccessibleDescription(/The floor isn’t up to date/)
  } finally {
    process.kill(pid, 'SIGCONT')
  }
  await expect(connection(view.page)).toHaveText('Live')
  await live(view, 'listen')
  await hears(call, 'agent', 'the other side')
  await choose(view, 'whisperAgent')
  await hears(call, 'agent', 'the other side and the supervisor')
  await hears(call, 'caller', 'the other side')
  await view.end.click()
  await expect(view.card).toBeHidden()
})
