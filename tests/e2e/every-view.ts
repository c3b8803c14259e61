// Walks through every view and state of the console, whatever its language; what is looked for is structure, not words.
import type { Page } from '@playwright/test'
import { type DemoPbx, demoCall } from '../stage/demo-floor.ts'

export type Look = (name: string) => Promise<void>

/** The views, one after the other; `look` is called on each. The page must show the floor, with its line ready. */
export async function everyView(page: Page, pbx: DemoPbx, look: Look): Promise<void> {
  await onTheFloor(page, pbx, look)
  await inTheDialogs(page, look)
  await pbx.operator.request('line.ring', { line: '5001', headers: {} })
  await page.locator('[data-call="ringing"]').waitFor()
  await look('ringing')
  await page.locator('[data-call="ringing"] button').nth(1).click()
  await page.evaluate(() => {
    location.hash = '#wallboard'
  })
  await page.locator('.tile').first().waitFor()
  await look('wallboard')
  await page.keyboard.press('Escape')
  await page.locator('.frame-head').waitFor()
}

async function onTheFloor(page: Page, pbx: DemoPbx, look: Look): Promise<void> {
  const { operator } = pbx
  const call = await demoCall(operator, { agent: '1001', name: 'Ada Caller', queue: '8001' })
  await operator.request('scenario.call', { queue: '8002', hold: true, onNet: false, name: 'Bo Waiting' })
  await operator.request('scenario.presence', { agent: '1005', status: 'paused', reason: 'Lunch' })
  const listen = page.locator('.cell-monitor button[aria-disabled="false"]').first()
  await listen.waitFor({ state: 'attached' })
  await look('floor')
  await listen.focus()
  await listen.click()
  await page.locator('[data-phase="live"]').first().waitFor()
  await look('listen')
  await page.locator('.modes button:not([aria-disabled="true"])').nth(1).click()
  await page.locator('[data-phase="live"]:not([data-mode="listen"]):not([data-changing="true"])').first().waitFor()
  await look('speaking')
  await call.end()
  await page.locator('[data-call="ended"]').first().waitFor()
  await look('ended')
  await page.locator('.card-end').click()
  await page.locator('section.card').waitFor({ state: 'detached' })
}

/** Whatever opens over the floor: the menus and dialogs of header and views, the palette and the help on keys. */
async function inTheDialogs(page: Page, look: Look): Promise<void> {
  const openers = page.locator('.frame button[aria-expanded]')
  // Every pane has the same menu; one of them stands for all.
  const places = await openers.evaluateAll((buttons) => {
    const inPane = buttons.findIndex((button) => button.closest('.pane'))
    return buttons.flatMap((button, place) => {
      const elsewhere = button.closest('.dock, .grid-body, .pane') !== null
      return elsewhere && place !== inPane ? [] : [place]
    })
  })
  for (const place of places) {
    await openers.nth(place).click()
    await overFloor(page, look, `opened-${place}`)
  }
  for (const [name, key] of [
    ['palette', 'Control+k'],
    ['keys', '?'],
  ] as const) {
    await page.keyboard.press(key)
    await overFloor(page, look, name)
  }
}

async function overFloor(page: Page, look: Look, name: string): Promise<void> {
  const opened = page.locator('[role="dialog"], [role="menu"], dialog[open]')
  await opened.first().waitFor()
  await look(name)
  await page.keyboard.press('Escape')
  await opened.first().waitFor({ state: 'detached' })
}
