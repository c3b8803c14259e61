// The language is a setting that holds at once, wherever the supervisor is.
import { expect } from '@playwright/test'
import { listen } from '../stage/console.ts'
import { demoCall } from '../stage/demo-floor.ts'
import { test } from './fixtures.ts'
import { speak, watchedWindow } from './support/every-view.ts'

test('the language changes in the settings, without a reload and under a live monitor', async ({ view, page, pbx }) => {
  const call = await demoCall(pbx.operator, { agent: '1002', name: 'Ada Caller' })
  await listen(view, call.agentName)
  await page.evaluate(() => Object.assign(window, { before: true }))
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('combobox', { name: 'Language' }).selectOption('de')
  await expect(page.getByRole('dialog', { name: 'Einstellungen' })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'de')
  await page.getByRole('combobox', { name: 'Sprache' }).selectOption('es')
  await expect(page.locator('html')).toHaveAttribute('lang', 'es')
  await page.getByRole('combobox', { name: 'Idioma' }).selectOption('de')
  await page.keyboard.press('Escape')
  const card = page.getByRole('region', { name: 'Mithören' })
  await expect(card).toHaveAttribute('data-phase', 'live')
  await expect(card.getByText('Niemand hört Sie', { exact: true })).toBeVisible()
  await card.getByRole('button', { name: `Flüstern an ${call.agentName}` }).click()
  await expect(page.getByText(`${call.agentName} hört Sie`).first()).toBeVisible()
  await card.getByRole('button', { name: 'Nur mithören' }).click()
  await expect(page.locator('.calls-grid').getByText('Läuft').first()).toBeVisible()
  expect(await page.evaluate(() => 'before' in window)).toBe(true)
  await page.getByRole('button', { name: 'Einstellungen' }).click()
  await page.getByRole('combobox', { name: 'Sprache' }).selectOption('system')
  await page.keyboard.press('Escape')
  await view.end.click()
  await expect(view.card).toBeHidden()
})

test('from right to left the page is mirrored: the head, and the switch that is on', async ({ stage, pbx }) => {
  const { page } = await watchedWindow(await stage.context.newPage(), stage.desk.address)
  await speak(page, 'ar-XB')
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
  const [brand, last] = [page.locator('.brand'), page.locator('.frame-head button').last()]
  expect((await brand.boundingBox())?.x ?? 0).toBeGreaterThan((await last.boundingBox())?.x ?? 0)
  const call = await demoCall(pbx.operator, { agent: '1001' })
  await page
    .locator('[role="row"]', { hasText: call.agentName })
    .first()
    .locator('.cell-monitor button[aria-disabled="false"]')
    .focus()
  await page.keyboard.press('Enter')
  const track = page.locator('.card .switch-track').first()
  await expect.poll(() => track.evaluate((element) => getComputedStyle(element).transform)).toContain('matrix(-1')
  await page.locator('.card-end').click()
  await page.close()
})

test('only the language that is spoken is loaded, and another when it is chosen', async ({ stage }) => {
  const page = await stage.context.newPage()
  const loaded: string[] = []
  page.on('request', (request) => {
    const catalogue = catalogueOf(request.url())
    if (catalogue) loaded.push(catalogue)
  })
  await page.goto(stage.desk.address)
  await page.locator('[data-line="registered"]').first().waitFor()
  expect(loaded).toEqual(['en'])
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('combobox', { name: 'Language' }).selectOption('de')
  await expect(page.locator('html')).toHaveAttribute('lang', 'de')
  expect(loaded).toEqual(['en', 'de'])
  await page.getByRole('combobox', { name: 'Sprache' }).selectOption('system')
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await page.close()
})

test('a language that cannot be loaded is said, and the one before goes on', async ({ stage }) => {
  const page = await stage.context.newPage()
  await page.route(
    (url) => catalogueOf(url) === 'de',
    (route) => route.abort(),
  )
  await page.goto(stage.desk.address)
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('combobox', { name: 'Language' }).selectOption('de')
  const why = page.getByRole('dialog', { name: 'Settings' }).getByText('Couldn’t load this language')
  await expect(why).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await page.reload()
  await page.getByRole('button', { name: 'Settings' }).click()
  await expect(page.getByRole('combobox', { name: 'Language' })).toHaveValue('de')
  await expect(why).toBeVisible()
  await page.getByRole('combobox', { name: 'Language' }).selectOption('system')
  await expect(why).toBeHidden()
  await page.close()
})

test('without any catalogue the window says one sentence and tries again', async ({ stage }) => {
  const page = await stage.context.newPage()
  await page.route(isCatalogue, (route) => route.abort())
  await page.goto(stage.desk.address)
  await expect(page.getByRole('alert')).toContainText('Earshot couldn’t load its language files.')
  await page.unroute(isCatalogue)
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.locator('[data-line="registered"]').first().waitFor()
  await page.close()
})

/** The language whose catalogue is at that address; null for anything else. */
function catalogueOf(url: string | URL): string | null {
  return /\/assets\/(en|es|de)-[^/]+\.js$/.exec(String(url))?.[1] ?? null
}

const isCatalogue = (url: URL): boolean => catalogueOf(url) !== null
