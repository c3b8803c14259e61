// Signing in at the simulated NetSapiens platform, through the screen: nothing of it needs a restart, and no microphone stays open.
import { type Browser, test as base, expect, type Page } from '@playwright/test'
import { instrument, startBrowser } from '../stage/browser.ts'
import { type ConsoleProcess, choose, listen, live, screenOf, startConsole } from '../stage/console.ts'
import { demoCall } from '../stage/demo-floor.ts'
import { misbehave, netsapiensSiteFile, type Platform, startPlatform } from '../stage/netsapiens-floor.ts'
import { violations } from './support/axe.ts'

type Stage = { readonly platform: Platform; readonly browser: Browser }

const test = base.extend<{ desk: ConsoleProcess; page: Page }, { stage: Stage }>({
  stage: [
    // Playwright reads the fixtures a fixture needs from this very pattern.
    async ({}, use) => {
      const platform = await startPlatform()
      const browser = await startBrowser()
      await use({ platform, browser })
      await browser.close()
      await platform.pbx.close()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  // Nobody but the person knows the password; the feed is read again every second, so that a token that is worth nothing shows.
  desk: async ({ stage: { platform } }, use) => {
    await misbehave(platform, {})
    const env = { EARSHOT_NETSAPIENS_CLIENT_SECRET: platform.beside.clientSecret }
    const desk = await startConsole(netsapiensSiteFile(platform, {}, { resyncSeconds: 1 }), env)
    await use(desk)
    await desk.close()
    await misbehave(platform, {})
  },
  page: async ({ stage, desk }, use) => {
    const context = await stage.browser.newContext()
    const page = await context.newPage()
    await instrument(page)
    await page.goto(desk.address)
    await use(page)
    await context.close()
  },
})

const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Sign in' })
const isLive = (page: Page) => expect(page.getByText('Live', { exact: true })).toBeVisible({ timeout: 15_000 })
const userOf = ({ platform }: Stage) => platform.beside.users[0] ?? { username: '', password: '' }

async function enter(page: Page, password: string) {
  await dialogOf(page).getByLabel('Password').fill(password)
  await dialogOf(page).getByRole('button', { name: 'Sign in' }).click()
}

test('a wrong password is said, the right one lets in, and the user’s name is remembered', async ({
  page,
  stage,
  desk,
}) => {
  const { username, password } = userOf(stage)
  await expect(dialogOf(page).getByLabel('User name')).toHaveValue(username)
  await expect(dialogOf(page).getByLabel('Password')).toBeFocused()
  await enter(page, 'wrong')
  await expect(dialogOf(page).getByRole('alert')).toHaveText('Wrong user name or password. Try again.')
  await expect(dialogOf(page).getByLabel('Password')).toHaveValue('')
  await enter(page, password)
  await isLive(page)
  await expect(dialogOf(page)).toBeHidden()
  await expect(page.getByRole('button', { name: `Sign out ${username}` })).toBeVisible()
  await desk.close()
  const again = await startConsole(netsapiensSiteFile(stage.platform), {}, desk.home)
  await page.goto(again.address)
  // The refresh token needs the client's secret, which this start has not: so a person is asked, by name.
  await expect(dialogOf(page).getByLabel('User name')).toHaveValue(username)
  await again.close()
})

test('a second factor is asked for by its code, and a wrong code is said', async ({ page, stage }) => {
  const { password } = userOf(stage)
  await misbehave(stage.platform, { passcode: '246810' })
  await enter(page, password)
  await dialogOf(page).getByLabel('Code').fill('111111')
  await dialogOf(page).getByRole('button', { name: 'Sign in' }).click()
  await expect(dialogOf(page).getByRole('alert')).toContainText('That code wasn’t accepted')
  await enter(page, password)
  await dialogOf(page).getByLabel('Code').fill('246810')
  await page.keyboard.press('Enter')
  await isLive(page)
})

test('an account that may not supervise is told so, and another try needs no restart', async ({ page, stage }) => {
  const { password } = userOf(stage)
  await misbehave(stage.platform, { scope: 'Call Center Agent' })
  await enter(page, password)
  await expect(dialogOf(page).getByRole('alert')).toContainText('This account can’t supervise calls')
  await misbehave(stage.platform, {})
  await enter(page, password)
  await isLive(page)
})

test('the dialog is clean for assistive technology, dark and light', async ({ page }) => {
  await enter(page, 'wrong')
  await dialogOf(page).getByRole('alert').waitFor()
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    expect(await violations(page, 'all', { off: ['region'] })).toEqual([])
  }
})

test('a locked account is said', async ({ page, stage }) => {
  await misbehave(stage.platform, { status: [{ path: '/tokens', status: 423, times: 1 }] })
  await enter(page, userOf(stage).password)
  await expect(dialogOf(page).getByRole('alert')).toContainText('locked this account')
})

test('a sign-in can be put off and taken up again', async ({ page, stage }) => {
  await dialogOf(page).getByRole('button', { name: 'Not now' }).click()
  await expect(dialogOf(page)).toBeHidden()
  await expect(page.getByRole('alert').filter({ hasText: 'Sign in to the phone system' })).toBeVisible()
  await page.getByRole('button', { name: 'Sign in' }).click()
  await enter(page, userOf(stage).password)
  await isLive(page)
})

test('a token that expires under a whisper, its renewal refused: asked again, microphone closed', async ({
  page,
  stage,
}) => {
  const { password } = userOf(stage)
  const screen = screenOf(page)
  await enter(page, password)
  await isLive(page)
  const call = await demoCall(stage.platform.pbx.operator, { agent: '1001', line: '5001wp' })
  await listen(screen, call.agentName)
  await choose(screen, 'whisperAgent')
  await expect(screen.card).toHaveAttribute('data-microphone', 'open')
  await misbehave(stage.platform, { expireTokens: true, status: [{ path: '/tokens', status: 401, times: 0 }] })
  await expect(dialogOf(page)).toBeVisible({ timeout: 15_000 })
  const card = page.locator('section[data-microphone]')
  await expect(card).toHaveAttribute('data-microphone', 'closed')
  await expect(card).toHaveAttribute('data-heard-by', 'nobody')
  expect(await page.evaluate(() => window.earshotTest.microphones().every((track) => !track.enabled))).toBe(true)
  await misbehave(stage.platform, {})
  await enter(page, password)
  await isLive(page)
  await live(screen, 'listen')
  await choose(screen, 'whisperAgent')
  await screen.end.click()
  await screen.card.waitFor({ state: 'hidden' })
  await call.end()
})

test('signing out ends what is monitored and empties the floor; the next one signs in at once', async ({
  page,
  stage,
}) => {
  const { username, password } = userOf(stage)
  const screen = screenOf(page)
  await enter(page, password)
  await isLive(page)
  const call = await demoCall(stage.platform.pbx.operator, { agent: '1001', line: '5001wp' })
  await listen(screen, call.agentName)
  await page.getByRole('button', { name: `Sign out ${username}` }).click()
  const question = page.getByRole('alertdialog', { name: 'Sign out?' })
  await question.getByRole('button', { name: 'Sign out' }).click()
  await expect(question).toBeHidden()
  await expect(dialogOf(page)).toBeVisible()
  await expect(page.getByText(call.agentName)).toHaveCount(0)
  const { operator } = stage.platform.pbx
  await expect.poll(async () => (await operator.request<{ monitors: number }>('stats')).monitors).toBe(0)
  await enter(page, password)
  await isLive(page)
  await expect(screen.listenTo(call.agentName)).toBeVisible()
  await call.end()
})
