// A kiosk in the browser shell: every way out on the list is tried, and the exit key asks for the site's passphrase.
import { expect } from '@playwright/test'
import { hashOf } from '#main/rights/pin.ts'
import { callWays, eventWays, keyWays } from '../../fakes/ways-out.ts'
import { demoSiteFile } from '../../stage/demo-floor.ts'
import { test } from '../fixtures.ts'

test.use({
  siteFile: { ...demoSiteFile('info'), kiosk: true, kioskPassphrase: await hashOf('open sesame', '0'.repeat(32)) },
})

test('no way out of the page leads out, and the console goes on', async ({ page }) => {
  await page.getByRole('region', { name: 'Agents' }).waitFor() // locked with the first picture of the floor
  const address = page.url()
  const windows = page.context().pages().length
  const keys = await page.evaluate((ways) => {
    return ways.filter(({ key, held }) => {
      const flags = { ctrlKey: 'Control', altKey: 'Alt', shiftKey: 'Shift', metaKey: 'Meta' }
      const pressed = Object.fromEntries(
        Object.entries(flags).map(([flag, name]) => [flag, held.some((one) => one === name)]),
      )
      const event = new KeyboardEvent('keydown', { key, ...pressed, bubbles: true, cancelable: true })
      document.body.dispatchEvent(event)
      return !event.defaultPrevented
    })
  }, keyWays)
  expect(keys.map(({ name }) => name)).toEqual([])

  const events = await page.evaluate(() => {
    const link = document.body.appendChild(Object.assign(document.createElement('a'), { href: 'https://example.com' }))
    const file = document.body.appendChild(Object.assign(document.createElement('input'), { type: 'file' }))
    const tries: readonly (readonly [EventTarget, string])[] = [
      [document.body, 'contextmenu'],
      [document.body, 'dragstart'],
      [document.body, 'drop'],
      [document.body, 'auxclick'],
      [link, 'click'],
      [file, 'click'],
    ]
    const passed = tries.filter(([target, name]) =>
      target.dispatchEvent(new MouseEvent(name, { bubbles: true, cancelable: true })),
    )
    link.remove()
    file.remove()
    return [tries.length, ...passed.map(([, name]) => name)]
  })
  expect(events).toEqual([eventWays.length])

  const calls = await page.evaluate(async () => {
    const came: string[] = []
    addEventListener('beforeprint', () => came.push('print'))
    print()
    if (open('https://example.com') !== null) came.push('opening a window')
    const link = Object.assign(document.createElement('a'), { href: 'data:text/plain,x', download: 'x.txt' })
    link.addEventListener('click', () => came.push('saving a file'))
    link.click()
    for (const name of ['showOpenFilePicker', 'showSaveFilePicker', 'showDirectoryPicker']) {
      const pick = Reflect.get(window, name)
      if (
        await pick().then(
          () => true,
          (cause: Error) => cause.message !== 'this is a locked station',
        )
      )
        came.push(name)
    }
    return came
  })
  expect(calls).toEqual([])
  expect(callWays).toHaveLength(6)
  expect([page.url(), page.context().pages().length]).toEqual([address, windows])
})

test('the exit key asks for the passphrase, and a wrong one stays', async ({ page, stage }) => {
  await page.locator('[data-line="registered"]').first().waitFor({ timeout: 15_000 })
  const question = page.getByRole('dialog', { name: 'Leave the locked station?' })
  await page.keyboard.press('Control+Alt+Shift+Q')
  await question.getByLabel('Passphrase').fill('open window')
  await page.keyboard.press('Enter')
  await expect(question.getByRole('alert')).toContainText('isn’t right')
  await question.getByLabel('Passphrase').fill('open sesame')
  await page.keyboard.press('Enter')
  // The console has ended in order.
  await expect
    .poll(() =>
      fetch(stage.desk.address).then(
        () => 'there',
        () => 'gone',
      ),
    )
    .toBe('gone')
})
