// The first Esc, everywhere: nobody hears the supervisor, measured at the far ear. What is open closes with the second.
import { expect, type Page } from '@playwright/test'
import { choose, listen, live, unhurried } from '../stage/console.ts'
import { demoCall } from '../stage/demo-floor.ts'
import { test } from './fixtures.ts'
import { farEar } from './support/far-ear.ts'

const SILENT_WITHIN_MS = 100

const sending = (page: Page) =>
  page.evaluate(() => window.earshotTest.microphones().some(({ enabled, state }) => enabled && state === 'live'))
const dialog = (page: Page) => page.getByRole('dialog')

type Place = {
  readonly name: string
  readonly go: (page: Page) => Promise<unknown>
  /** What stays after the first Esc and goes with the second. */
  readonly open: (page: Page) => ReturnType<Page['locator']>
}

const press = (key: string) => (page: Page) => page.keyboard.press(key)
const click = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).first().click()

const places: readonly Place[] = [
  {
    name: 'a note being written',
    go: async (page) => {
      await click(/^Notes and tags/)(page)
      await page.keyboard.type('half a note')
    },
    open: (page) => page.locator('[data-note-field]:focus'),
  },
  {
    name: 'the search',
    go: async (page) => {
      await page.getByRole('searchbox').click()
      await page.keyboard.type('x')
    },
    open: (page) => page.getByRole('button', { name: 'Clear search' }),
  },
  { name: 'the settings', go: press('Control+,'), open: dialog },
  { name: 'the history', go: click('History'), open: dialog },
  { name: 'the keys', go: press('?'), open: dialog },
  { name: 'the palette', go: press('Control+k'), open: dialog },
  { name: 'the filters', go: click('Filter'), open: dialog },
  { name: 'a menu', go: click('Arrange Agents'), open: (page) => page.getByRole('menu') },
  { name: 'the wallboard', go: click('Open wallboard'), open: (page) => page.locator('.wallboard') },
]

test('one Esc and nobody hears; the second closes what is open', async ({ view, pbx, page }) => {
  test.setTimeout(120_000)
  const call = await demoCall(pbx.operator, { agent: '1001' })
  await listen(view, call.agentName)
  for (const { name, go, open } of places)
    await test.step(name, async () => {
      const ear = await farEar(pbx.operator)
      await unhurried(page)
      await choose(view, 'join')
      await ear.speaks()
      await go(page)
      await open(page).waitFor()
      expect(await sending(page), 'still speaking there').toBe(true)
      const pressed = Date.now()
      await page.keyboard.press('Escape')
      expect(await sending(page), 'closed at the source').toBe(false)
      const silentMs = await ear.silentAfter(pressed)
      test.info().annotations.push({ type: `ms from Esc to silence, ${name}`, description: `${silentMs}` })
      expect(silentMs, 'ms from Esc to silence on the line').toBeLessThanOrEqual(SILENT_WITHIN_MS)
      await expect(open(page)).toBeVisible()
      await page.keyboard.press('Escape')
      await expect(open(page)).toBeHidden()
      await live(view, 'listen')
      await ear.stop()
    })
})
