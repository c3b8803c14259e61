// The keyboard of the console: every action by key, hold-to-talk by tone, panic mute, the palette, keys of one's own.
import { expect, type Page } from '@playwright/test'
import { hold, listen, live, type Screen } from '../stage/console.ts'
import { demoCall } from '../stage/demo-floor.ts'
import type { Ear } from '../stage/floor.ts'
import { test } from './fixtures.ts'
import { violations } from './support/axe.ts'

const SUPERVISOR_HZ = 1000
const SILENT_WITHIN_MS = 100

const level = async (ear: Ear): Promise<number> => (await ear([SUPERVISOR_HZ], 100))[SUPERVISOR_HZ] ?? -120
const hears = (ear: Ear) => expect.poll(() => level(ear)).toBeGreaterThan(-30)
const hearsNothing = (ear: Ear) => expect.poll(() => level(ear)).toBeLessThan(-75)
const sending = (page: Page) =>
  page.evaluate(() => window.earshotTest.microphones().some(({ enabled, state }) => enabled && state === 'live'))
const ready = async (view: Screen, agentName: string) => {
  await view.page.locator('[data-line="registered"]').first().waitFor()
  await view.listenTo(agentName).waitFor({ state: 'attached' })
}
const rowOf = (view: Screen, name: string) => view.agents.getByRole('row', { name: new RegExp(name) })

test('one hand on the keyboard: listen, whisper, join, back, follow, end', async ({ view, pbx, page }) => {
  const call = await demoCall(pbx.operator, { agent: '1001' })
  await ready(view, call.agentName)
  await rowOf(view, call.agentName).focus()
  const steps = [
    ['l', 'listen'],
    ['w', 'whisperAgent'],
    ['c', 'whisperCaller'],
    ['j', 'join'],
    ['Escape', 'listen'],
    ['j', 'join'],
    ['m', 'listen'],
  ] as const
  for (const [key, mode] of steps) {
    await hold(page, key)
    await live(view, mode)
    expect(await sending(page)).toBe(mode !== 'listen')
  }
  await hold(page, 'f')
  await expect(view.card.getByRole('switch')).toBeChecked()
  await hold(page, 'l')
  await live(view, 'listen') // once more on the same row is still listening
  await hold(page, 'e')
  await expect(view.card).toBeHidden()
})

test('a name typed in the list and L at once; a slip of the finger on the way is never heard', async ({
  view,
  pbx,
  page,
}) => {
  await demoCall(pbx.operator, { agent: '1001' })
  const call = await demoCall(pbx.operator, { agent: '1004' })
  await ready(view, call.agentName)
  await page.keyboard.press('g')
  while (!(await view.agents.locator('[role="row"]:focus').count())) await page.keyboard.press('g')
  await page.keyboard.type('Dml')
  await live(view, 'listen')
  await expect(view.card).toContainText(call.agentName)
  await expect(page.getByRole('status', { name: /didn’t work/ })).toBeEmpty()
  await page.keyboard.type('Dwjc e')
  await page.keyboard.press('Shift+A')
  await expect(view.agents.locator('[role="row"]:focus')).toHaveAttribute('aria-label', /^Amelia/)
  const modes = await page.evaluate(() => window.earshotTest.events.map(({ mode }) => mode))
  expect(modes.filter((mode) => mode !== null)).toEqual(['listen'])
  await page.keyboard.press('Tab')
  await view.card.focus()
  await hold(page, 'e')
  await expect(view.card).toBeHidden()
  await expect(view.agents.locator('[role="row"]:focus')).toHaveAttribute('aria-label', /^Amelia/)
})

test('from the search straight on to what was found: a slash, a part of the name, Enter, L', async ({
  view,
  pbx,
  page,
}) => {
  await demoCall(pbx.operator, { agent: '1001' })
  const call = await demoCall(pbx.operator, { agent: '1004' })
  await ready(view, call.agentName)
  await page.keyboard.press('/')
  await page.keyboard.type('dmi')
  await page.keyboard.press('Enter')
  await page.keyboard.press('l')
  await live(view, 'listen')
  await expect(view.card).toContainText(call.agentName)
  await page.keyboard.press('/')
  await page.keyboard.press('Escape') // clears
  await expect(page.getByRole('searchbox')).toHaveValue('')
  await page.keyboard.press('Escape') // leaves
  await expect(view.agents.locator('[role="row"]:focus')).toHaveAttribute('aria-label', /^Dmitri/)
})

test('next and previous call go round the calls as they are shown', async ({ view, pbx, page }) => {
  const first = await demoCall(pbx.operator, { agent: '1001' })
  const second = await demoCall(pbx.operator, { agent: '1002' })
  await ready(view, second.agentName)
  for (const [key, name] of [
    ['n', first.agentName],
    ['n', second.agentName],
    ['n', first.agentName],
    ['p', second.agentName],
  ] as const) {
    await hold(page, key)
    await expect(view.card).toContainText(name)
    await live(view, 'listen')
  }
})

test('hold-to-talk: the agent hears the supervisor only while the key is held', async ({ view, pbx, page }) => {
  const call = await demoCall(pbx.operator, { agent: '1001' })
  await listen(view, call.agentName)
  await hearsNothing(call.agent)
  for (let i = 0; i < 3; i++) {
    const { watch } = await pbx.operator.request<{ watch: string }>('ear.watch', {
      ear: 'mouth:5001',
      frequencies: [SUPERVISOR_HZ],
    })
    let silentAt = 0
    const stop = pbx.operator.onEvent((event) => {
      if (event.event === 'ear.tone' && event.watch === watch && event.on === false) silentAt = Date.now()
    })
    await page.keyboard.down('v')
    await live(view, 'whisperAgent')
    await hears(call.agent)
    await hearsNothing(call.caller)
    const released = Date.now()
    await page.keyboard.up('v')
    expect(await sending(page), 'closed at the source when the key comes up').toBe(false)
    await expect.poll(() => silentAt, { message: 'nothing leaves the line any more' }).toBeGreaterThan(0)
    test.info().annotations.push({ type: 'ms from release to silence', description: String(silentAt - released) })
    expect(silentAt - released, 'ms from release to silence on the line').toBeLessThanOrEqual(SILENT_WITHIN_MS)
    await live(view, 'listen')
    await hearsNothing(call.agent)
    stop()
    await pbx.operator.request('ear.unwatch', { watch })
  }
})

test('hold-to-talk: a tap that is over before the PBX confirms is never heard', async ({ view, pbx, page }) => {
  const call = await demoCall(pbx.operator, { agent: '1001' })
  await listen(view, call.agentName)
  await pbx.operator.request('fault', { delayMs: 1000 })
  await page.keyboard.down('v')
  await expect(view.card).toHaveAttribute('data-changing', 'true')
  await page.keyboard.up('v')
  await live(view, 'listen')
  await pbx.operator.request('fault', {})
  expect(await sending(page)).toBe(false)
  const heard = await page.evaluate(() => window.earshotTest.events.map(({ heardBy }) => heardBy))
  expect(heard).not.toContain('agent')
})

test('hold-to-talk lets go when the window, the focus or the hand goes elsewhere', async ({ view, pbx, page }) => {
  const call = await demoCall(pbx.operator, { agent: '1001' })
  await listen(view, call.agentName)
  const elsewhere: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['blur', () => page.evaluate(() => window.dispatchEvent(new Event('blur')))],
    ['focus in a field', () => page.getByRole('searchbox').focus()],
    ['another key', () => page.keyboard.press('x')],
    ['a modifier', () => page.keyboard.press('Shift')],
    ['a click', () => view.card.getByText(call.agentName).first().click()],
  ]
  for (const [what, go] of elsewhere) {
    await view.card.getByText(call.agentName).first().click()
    await page.keyboard.down('v')
    await live(view, 'whisperAgent')
    await go()
    expect(await sending(page), what).toBe(false)
    await live(view, 'listen')
    await page.keyboard.up('v')
    await live(view, 'listen')
  }
})

test('Space never talks, wherever it is held', async ({ view, pbx, page }) => {
  const call = await demoCall(pbx.operator, { agent: '1001' })
  await listen(view, call.agentName)
  for (const place of [view.card, view.listenOnly, rowOf(view, call.agentName)]) {
    await place.focus()
    await hold(page, 'Space')
    await expect(view.card).toHaveAttribute('data-mode', 'listen')
  }
  const phases = await page.evaluate(() => window.earshotTest.events.map(({ mode }) => mode))
  expect(phases).not.toContain('whisperAgent')
})

test('panic mute closes the microphone at once: from a row, a field and a dialog', async ({ view, pbx, page }) => {
  const call = await demoCall(pbx.operator, { agent: '1001' })
  await listen(view, call.agentName)
  const places: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['m', () => rowOf(view, call.agentName).focus()],
    ['Control+Shift+M', () => page.getByRole('searchbox').focus()],
    [
      'm',
      async () => {
        await page.keyboard.press('?')
        await page.getByRole('dialog').waitFor()
      },
    ],
  ]
  for (const [key, go] of places) {
    await view.card.focus()
    await hold(page, 'j')
    await live(view, 'join')
    await hears(call.agent)
    await go()
    await page.keyboard.press(key)
    expect(await sending(page)).toBe(false)
    await live(view, 'listen')
    await hearsNothing(call.agent)
  }
})

test('keys rest while typing and in dialogs', async ({ view, pbx, page }) => {
  const call = await demoCall(pbx.operator, { agent: '1001' })
  await listen(view, call.agentName)
  await page.keyboard.press('/')
  await page.keyboard.type('jwec ')
  await expect(page.getByRole('searchbox')).toHaveValue('jwec ')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+,')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(view.card).toHaveAttribute('data-mode', 'listen')
  expect(await page.evaluate(() => window.earshotTest.events.map(({ mode }) => mode))).not.toContain('join')
})

test('a key that is refused says why, and the remedy is one key away', async ({ view, pbx, page }) => {
  const call = await demoCall(pbx.operator, { agent: '1001' })
  await ready(view, call.agentName)
  await page.keyboard.press('w')
  await expect(page.getByRole('status', { name: /didn’t work/ })).toContainText('once you’re connected')
  await page.getByRole('button', { name: /log out of your line/i }).click()
  await page.locator('[data-line="off"]').first().waitFor()
  await rowOf(view, call.agentName).focus()
  await page.keyboard.press('l')
  await expect(page.getByRole('status', { name: /didn’t work/ })).toContainText('Your phone line is logged out')
  await hold(page, 'r')
  await page.locator('[data-line="registered"]').first().waitFor()
  await page.keyboard.press('l')
  await live(view, 'listen')
})

test('the palette finds agents, calls and commands, and gives each refusal its reason', async ({ view, pbx, page }) => {
  const call = await demoCall(pbx.operator, { agent: '1003', name: 'Ada Caller' })
  await ready(view, call.agentName)
  await page.keyboard.press('Control+K')
  const field = page.getByRole('combobox', { name: /command/i })
  await field.fill('join')
  const refused = page.getByRole('option', { name: /Join the call/ })
  await expect(refused).toHaveAttribute('aria-disabled', 'true')
  await expect(refused).toContainText('once you’re connected')
  await field.fill('ada cal')
  await expect(page.getByRole('listbox').getByRole('option').first()).toContainText('Ada Caller')
  await page.screenshot({ path: 'test-results/screens/palette.png' })
  await clean(page)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeHidden()
  await live(view, 'listen')
  await page.keyboard.press('Control+K')
  await field.fill('note')
  await page.keyboard.press('Enter')
  await expect(view.card.getByRole('textbox')).toBeFocused()
})

test('the help shows every key; a key of one’s own is obeyed and shown, a conflict named, and all can be reset', async ({
  view,
  pbx,
  page,
}) => {
  const call = await demoCall(pbx.operator, { agent: '1001' })
  await listen(view, call.agentName)
  await page.keyboard.press('?')
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(help.getByText('Hold to whisper to the agent')).toBeVisible()
  await page.screenshot({ path: 'test-results/screens/keys-help.png' })
  await clean(page)
  await help.getByRole('button', { name: 'Change shortcuts' }).click()
  const settings = page.getByRole('dialog', { name: 'Settings' })
  await settings.getByText('Keyboard shortcuts', { exact: true }).click()
  const join = settings.getByRole('button', { name: /^Join the call: / })
  await join.click()
  await page.keyboard.press('w')
  await expect(settings.locator('[data-command="join"]')).toContainText('Also used for: Whisper to the agent')
  await join.click()
  await page.keyboard.press('b')
  await expect(settings.getByRole('alert')).toHaveCount(0)
  await page.screenshot({ path: 'test-results/screens/keys-settings.png' })
  await clean(page)
  await page.keyboard.press('Escape')
  await expect(view.join).toHaveAttribute('aria-keyshortcuts', 'B')
  await hold(page, 'b')
  await live(view, 'join')
  await page.keyboard.press('Escape')
  await live(view, 'listen')
  await page.keyboard.press('Control+,')
  await settings.getByText('Keyboard shortcuts', { exact: true }).click()
  await settings.getByRole('button', { name: 'Reset all shortcuts' }).click()
  await expect(view.card.locator('[aria-keyshortcuts="J"]')).toBeAttached()
  await page.keyboard.press('Escape')
})

async function clean(page: Page): Promise<void> {
  expect(await violations(page)).toEqual([])
}
