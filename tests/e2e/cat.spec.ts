// A cat on the keyboard: ten thousand bare keys, and nobody hears, no monitor moves or ends. A file and so a desk of its own: it
// leaves the settings as a cat leaves a desk.
import { expect, type Page } from '@playwright/test'
import { listen } from '../stage/console.ts'
import { demoCall, demoSiteFile } from '../stage/demo-floor.ts'
import { test } from './fixtures.ts'
import { pressInTurn } from './support/many-keys.ts'

// A console of its own: what is pressed here changes views, theme and settings, which must not reach other tests.
test.use({ siteFile: { ...demoSiteFile('info'), siteName: 'The cat' } })

/** How many keys go out before it is looked at what they did. */
const BREATH = 100

const keys: readonly string[] = [
  ...'abcdefghijklmnopqrstuvwxyzJWCELNPAM0123456789.,-/?+#',
  ...['Space', 'Enter', 'Tab', 'Shift+Tab', 'Escape', 'Backspace', 'Delete', 'F5', 'Home', 'End', 'PageUp', 'PageDown'],
  ...['Space', 'Enter', 'Tab', 'Tab', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'],
]

/** The same numbers every time (mulberry32), from 0 up to 1. */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const been = (page: Page) =>
  page.evaluate(() => ({
    heard: [...new Set(window.earshotTest.events.map(({ heardBy }) => heardBy))],
    ended: window.earshotTest.events.some(({ phase }) => phase === 'ending'),
    modes: [...new Set(window.earshotTest.events.flatMap(({ mode }) => mode ?? []))],
  }))

test('ten thousand bare keys', async ({ view, pbx, page }) => {
  test.setTimeout(300_000)
  const call = await demoCall(pbx.operator, { agent: '1001' })
  await demoCall(pbx.operator, { agent: '1002' })
  await listen(view, call.agentName)
  const random = chance(Number(process.env.EARSHOT_CAT ?? 9))
  const keyboard = await page.context().newCDPSession(page)
  for (let pressed = BREATH; pressed <= 10_000; pressed += BREATH) {
    await pressInTurn(
      keyboard,
      Array.from({ length: BREATH }, () => keys[Math.floor(random() * keys.length)] ?? 'a'),
    )
    expect(await been(page), `after ${pressed} keys`).toEqual({ heard: ['nobody'], ended: false, modes: ['listen'] })
  }
  const { monitors } = await pbx.operator.request<{ monitors: number }>('stats')
  expect(monitors).toBe(1)
  await page.keyboard.press('Escape')
})
