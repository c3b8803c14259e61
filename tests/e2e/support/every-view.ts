// Walks through every view, dialog and state of the console once, whatever its language; what is looked for is structure, not words.
import type { Page } from '@playwright/test'
import type { SignalName, SignalPayload } from '#contract/ipc.ts'
import { instrument } from '../../stage/browser.ts'
import { hold } from '../../stage/console.ts'
import { type DemoPbx, demoCall } from '../../stage/demo-floor.ts'

/** `new`: the parts that were in no view before. `again`: opens anew what cannot change its language while it is open. */
type Seen = { readonly new?: readonly string[]; readonly again?: () => Promise<void> }
export type Look = (name: string, seen?: Seen) => Promise<void>

const onCard = { new: ['.dock', '.frame-top'] }
const opened = { new: ['[role="dialog"]', '[role="menu"]', 'dialog[open]'] }

/** A window whose desk can be made to say what would take another program to bring about. */
export type Watched = {
  readonly page: Page
  readonly signal: <K extends SignalName>(name: K, payload: SignalPayload<K>) => void
}

/**
 * A fresh window on the console, its line registered. Its system's language is whatever `speak` names. What the desk says under the
 * names in `unheard` does not reach it: only the test does.
 */
export async function watchedWindow(
  fresh: Page,
  address: string,
  unheard: readonly SignalName[] = [],
): Promise<Watched> {
  await instrument(fresh)
  await fresh.addInitScript(() =>
    Object.defineProperty(navigator, 'languages', {
      get: () => [(window as { systemLanguage?: string }).systemLanguage ?? 'en'],
    }),
  )
  let tell: (frame: string) => void = () => {}
  await fresh.routeWebSocket(/\/desk$/, (socket) => {
    const server = socket.connectToServer()
    server.onMessage((frame) => {
      const isUnheard = unheard.some((name) => String(frame).includes(`"name":"${name}"`))
      if (!isUnheard) socket.send(frame)
    })
    tell = (frame) => socket.send(frame)
  })
  await fresh.goto(address)
  await fresh.locator('[data-line="registered"]').first().waitFor()
  return { page: fresh, signal: (name, payload) => tell(JSON.stringify({ type: 'signal', name, payload })) }
}

/** The person changes the language of their system while the window is open. */
export async function speak(page: Page, locale: string): Promise<void> {
  await page.evaluate((tag) => {
    Object.assign(window, { systemLanguage: tag })
    dispatchEvent(new Event('languagechange'))
  }, locale)
  await page.locator(`html[lang="${locale}"]`).waitFor({ state: 'attached' })
}

/** The views, one after the other; `look` is called on each. The window must show the floor. */
export async function everyView(watched: Watched, pbx: DemoPbx, look: Look): Promise<void> {
  await onTheFloor(watched, pbx, look)
  await onTheCard(watched, pbx, look)
  await inTheDialogs(watched, look)
  await onTheTelephone(watched, pbx, look)
  await onTheWall(watched, look)
}

async function onTheFloor({ page }: Watched, { operator }: DemoPbx, look: Look): Promise<void> {
  await operator.request('scenario.call', { queue: '8002', hold: true, onNet: false, name: 'Bo Waiting' })
  await operator.request('scenario.presence', { agent: '1005', status: 'paused', reason: 'Lunch' })
  await demoCall(operator, { agent: '1003', name: 'Cy Caller', queue: '8001' })
  await operator.request('scenario.help', { agent: '1003' })
  await page.locator('.alerts [data-kind="help"]').waitFor()
  await page.locator('.alerts [data-level]').first().waitFor()
  await look('floor')
  await page.locator('.alerts-count').click()
  await overFloor(page, look, 'whole-list')
  await page.locator('[data-pane="queues"] .pane-menu-button').click()
  await page.locator('[role="menuitem"]').last().waitFor()
  await page.keyboard.press('Escape')
  const search = page.locator('[role="search"] input')
  await search.fill('zzzz')
  await look('nothing-found', { new: ['.frame-main'] })
  await search.fill('')
}

async function onTheCard({ page, signal }: Watched, { operator }: DemoPbx, look: Look): Promise<void> {
  const call = await demoCall(operator, { agent: '1001', name: 'Ada Caller', queue: '8001' })
  const row = page.locator('[role="row"]', { hasText: call.agentName }).first()
  await row.locator('.cell-monitor button[aria-disabled="false"]').focus()
  await page.keyboard.press('Enter')
  await page.locator('[data-phase="live"]').first().waitFor()
  await look('listening', onCard)
  await page.locator('.modes button:not([aria-disabled="true"])').nth(1).click()
  await page.locator('[data-phase="live"]:not([data-mode="listen"]):not([data-changing="true"])').first().waitFor()
  await look('speaking')
  await page.keyboard.press('t')
  await page.keyboard.type('1:05')
  await page.keyboard.press('Enter')
  await page.locator('.notes button[aria-pressed]').first().click()
  await page.locator('.quality summary').click()
  await look('notes', onCard)
  // While somebody hears, the first Esc closes the microphone and nothing else; the menu below is to close with one.
  await page.keyboard.press('Escape')
  await page.locator('[data-mode="listen"]:not([data-changing="true"])').first().waitFor()
  const others = [{ id: 'other', name: 'Robin Second' }]
  signal('handOver', { others, offers: [], asked: null, ended: null })
  await page.locator('.hand-over button[aria-haspopup]').click()
  await overFloor(page, look, 'hand-over')
  const target = { callId: call.id, agentId: '1001' }
  const offers = [{ id: 'o', from: 'Robin Second', target, notes: '1:05' }]
  signal('handOver', { others, offers, asked: { id: 'a', to: 'Robin Second' }, ended: null })
  await page.locator('.hand-over-offer').waitFor()
  await look('handing-over', onCard)
  signal('handOver', { others: [], offers: [], asked: null, ended: null })
  await call.end()
  await page.locator('[data-call="ended"]').first().waitFor()
  await look('after-the-call', onCard)
  await page.locator('.card-end').click()
  await page.locator('section.card').waitFor({ state: 'detached' })
}

const openers = ['history', 'settings', 'saved-views', 'filters', 'my-team', 'panes', 'pane-menu']

/** Whatever opens over the floor. A new button that opens something must be named above. */
async function inTheDialogs(watched: Watched, look: Look): Promise<void> {
  const { page, signal } = watched
  const buttons = page.locator('.frame button[aria-expanded]')
  // Every pane has the same menu; one of them stands for all.
  const places = await buttons.evaluateAll((all) => {
    const inPane = all.findIndex((button) => button.closest('.pane-frame'))
    return all.flatMap((button, place) => {
      const elsewhere = button.closest('.dock, .grid-body, .pane-frame, .alerts') !== null
      return elsewhere && place !== inPane ? [] : [place]
    })
  })
  if (places.length !== openers.length) throw new Error(`${places.length} buttons open something, not ${openers}`)
  for (const [index, name] of openers.entries()) {
    await buttons.nth(places[index] ?? 0).click()
    if (name === 'history') {
      await page.locator('.history-table').waitFor()
      await look('history', opened)
      await page.locator('.history-open').first().click()
      await page.locator('.entry-agent .history-table').waitFor()
      await look('history-entry', opened)
      await page.locator('.entry-head button').click()
      await page.locator('.history-table').waitFor()
      await page.locator('[role="tab"]').last().click()
      await page.locator('.coverage-outcome').waitFor()
    }
    await overFloor(page, look, name === 'history' ? 'coverage' : name)
  }
  await page.keyboard.press('Control+k')
  const palette = page.locator('[role="dialog"] [role="combobox"]')
  await overFloor(page, look, 'palette', async () => {
    await page.keyboard.press('Escape')
    await palette.waitFor({ state: 'detached' })
    await page.keyboard.press('Control+k')
    await palette.waitFor()
  })
  await page.keyboard.press('?')
  await overFloor(page, look, 'keys')
  signal('signIn', { kind: 'wanted', askId: 1, username: 'robin', why: { code: 'pbxWrongPassword' } })
  await page.locator('.sign-in input').first().waitFor()
  await look('sign-in', opened)
  signal('signIn', { kind: 'codeWanted', askId: 2, username: 'robin', by: '2FA' })
  await page.locator('.sign-in input[name="code"]').waitFor()
  await overFloor(page, look, 'sign-in-code')
  signal('signIn', { kind: 'in', username: 'robin', supervisor: { name: 'Supervisor', extension: '5001' } })
  await look('signed-in', { new: ['.frame-top'] })
  await atTheSeat(watched, look)
}

async function atTheSeat({ page, signal }: Watched, look: Look): Promise<void> {
  const field = page.locator('.sign-in input').first()
  signal('seat', { kind: 'wanted', why: { code: 'wrongPin' }, lockedS: 0 })
  await field.waitFor()
  await look('seat', opened)
  signal('seat', { kind: 'none' })
  await field.waitFor({ state: 'detached' })
  // The keyboard goes back a frame later to where it was, and whatever is held then is let go.
  await page.waitForFunction(() => document.activeElement !== document.body)
}

async function overFloor(page: Page, look: Look, name: string, again?: () => Promise<void>): Promise<void> {
  const top = page.locator(opened.new.join())
  await top.first().waitFor()
  await look(name, { ...opened, ...(again ? { again } : {}) })
  await page.keyboard.press('Escape')
  await top.first().waitFor({ state: 'detached' })
}

async function onTheTelephone({ page }: Watched, { operator }: DemoPbx, look: Look): Promise<void> {
  await hold(page, 'd')
  await page.locator('.phone-form').waitFor()
  await overFloor(page, look, 'phone')
  await operator.request('line.ring', { line: '5001', headers: {} })
  await page.locator('[data-call="ringing"]').waitFor()
  await look('ringing', { new: ['.dock'] })
  await page.locator('[data-call="ringing"] button').first().click()
  await page.locator('[data-call="talking"][data-microphone="open"]').waitFor()
  await page.locator('[data-call="talking"] button[aria-expanded]').click()
  await page.locator('.phone-keypad').waitFor()
  await look('on-the-phone', { new: ['.dock'] })
  await page.locator('.phone-acts button').last().click()
  await page.locator('[data-call="talking"]').waitFor({ state: 'detached' })
  await page.keyboard.press('w')
  await page.locator('.refusal').waitFor()
  await look('refused', { new: ['.dock'] })
}

async function onTheWall({ page, signal }: Watched, look: Look): Promise<void> {
  const lost = { phase: 'stale', since: Date.now() - 5000, cause: { code: 'pbxUnreachable' } } as const
  await page.evaluate(() => {
    location.hash = '#wallboard'
  })
  await page.locator('.tile').first().waitFor()
  await look('wallboard')
  signal('status', lost)
  await page.locator('.wall-stale').waitFor()
  await look('wallboard-stale')
  await page.keyboard.press('Escape')
  await page.locator('.pane[data-stale]').first().waitFor()
  await look('floor-stale')
}
