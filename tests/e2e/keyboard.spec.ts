// Every action without a mouse.
import { expect } from '@playwright/test'
import { live, type Screen } from '../stage/console.ts'
import { demoCall } from '../stage/demo-floor.ts'
import { test } from './fixtures.ts'

/** Presses Tab until the wanted control has the focus; a control that cannot be reached so is a defect. */
async function tabTo(screen: Screen, name: RegExp): Promise<void> {
  for (let i = 0; i < 80; i++) {
    await screen.page.keyboard.press('Tab')
    const focused = await screen.page.evaluate(() => {
      const element = document.activeElement
      if (element === document.body) return '' // between the last stop and the first
      const labelledBy = element?.getAttribute('aria-labelledby')
      const ownLabel = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : null
      const label = labelledBy ? document.getElementById(labelledBy)?.textContent : ownLabel
      return element?.getAttribute('aria-label') ?? label ?? element?.textContent ?? ''
    })
    if (name.test(focused)) return
  }
  throw new Error(`Tab never reached ${name}`)
}

test('a call is found, heard, whispered to, joined, left and ended by keyboard alone', async ({ view, pbx, page }) => {
  const call = await demoCall(pbx.operator, { agent: '1003' })
  await page.locator('[data-line="registered"]').first().waitFor()
  await view.listenTo(call.agentName).waitFor({ state: 'attached' })
  await tabTo(view, new RegExp(call.agentName))
  await page.keyboard.press('Enter')
  await live(view, 'listen')
  for (const [name, mode] of [
    [/^Whisper to /, 'whisperAgent'],
    [/Join call/, 'join'],
    [/Listen only/, 'listen'],
  ] as const) {
    await tabTo(view, name)
    await page.keyboard.press('Enter')
    await live(view, mode)
  }
  await tabTo(view, /^Follow/)
  await page.keyboard.press('Space')
  await expect(view.card.getByRole('switch')).toBeChecked()
  await tabTo(view, /End monitoring/)
  await page.keyboard.press('Enter')
  await expect(view.card).toBeHidden()
})

test('the focus shows Listen on the row it is on, as the pointer does', async ({ view, pbx, page }) => {
  const call = await demoCall(pbx.operator, { agent: '1001' })
  const button = view.listenTo(call.agentName)
  await page.locator('[data-line="registered"]').first().waitFor()
  await view.agents.getByRole('row', { name: new RegExp(call.agentName) }).focus()
  await expect(button).toHaveCSS('opacity', '1')
})

test('an outside call is answered and hung up by keyboard', async ({ view, pbx, page }) => {
  await page.locator('[data-line="registered"]').first().waitFor()
  await pbx.operator.request('line.ring', { line: '5001', headers: {} })
  await page.getByRole('button', { name: 'Answer' }).waitFor()
  await tabTo(view, /^Answer/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: /hang up/i })).toBeVisible()
  await tabTo(view, /hang up/i)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: /hang up/i })).toBeHidden()
})
