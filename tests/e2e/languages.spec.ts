// Every language reaches every view, no sentence stands outside the catalogue, and nothing breaks from right to left.
import { expect, type Page } from '@playwright/test'
import { instrument } from '../stage/browser.ts'
import { listen } from '../stage/console.ts'
import { demoCall, demoSiteFile } from '../stage/demo-floor.ts'
import { everyView } from './every-view.ts'
import { type Stage, test } from './fixtures.ts'

// A console of its own: the history of another file's tests would show their notes, which are in no catalogue.
test.use({ siteFile: demoSiteFile('info', { supervisor: { name: 'Supervisor', extension: '5001' } }) })

/** A window of a system that speaks this language. */
async function pageIn(stage: Stage, locale: string): Promise<Page> {
  const page = await stage.context.newPage()
  await instrument(page)
  await page.addInitScript((tag) => Object.defineProperty(navigator, 'languages', { get: () => [tag] }), locale)
  await page.goto(stage.desk.address)
  await page.locator('[data-line="registered"]').first().waitFor()
  return page
}

/** What can be read or is read aloud and has a word that is neither in brackets nor one of the floor's own. */
const outsideBrackets = (page: Page, data: readonly string[]): Promise<string[]> =>
  page.evaluate((known) => {
    const seen: string[] = []
    const hidden = (element: Element) =>
      element.closest('[aria-hidden="true"], script, style, kbd, [hidden], option[lang]')
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement
      if (parent && !hidden(parent)) seen.push(node.textContent ?? '')
    }
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]'))
      if (!hidden(element))
        for (const name of ['aria-label', 'title', 'placeholder']) seen.push(element.getAttribute(name) ?? '')
    const withoutBrackets = (text: string): string => {
      const less = text.replace(/\[[^[\]]*\]/g, '')
      return less === text ? text : withoutBrackets(less)
    }
    const byLength = [...known].sort((a, b) => b.length - a.length)
    return [...new Set(seen)].filter((text) => {
      let rest = withoutBrackets(text).replace(/\p{L}{3} \d{1,2}, \d{4}/gu, '') // a date, as the locale writes it
      for (const word of byLength) rest = rest.replaceAll(word, '')
      return /\p{L}{2,}/u.test(rest)
    })
  }, data)

test('in the pseudo-locale no view shows a sentence that is not in the catalogue', async ({ stage, pbx }) => {
  const picture = await pbx.operator.request<{
    agents: { name: string; team?: string }[]
    queues: { name: string }[]
  }>('feed.subscribe')
  const names = [...picture.agents, ...picture.queues].map(({ name }) => name)
  const teams = picture.agents.flatMap(({ team }) => team ?? [])
  const data = [...names, ...teams, 'Ada Caller', 'Bo Waiting', 'Stage', 'Lunch', 'Supervisor']
  // The fake browser's devices; and React Aria's own hidden button, which speaks its own many languages but not this one.
  const foreign = ['Fake Audio Input', 'Fake Audio Output', 'Dismiss']
  const page = await pageIn(stage, 'en-XA')
  const found: Record<string, string[]> = {}
  await everyView(page, pbx, async (name) => {
    await page.screenshot({ path: `test-results/screens/pseudo-${name}.png` })
    const outside = await outsideBrackets(page, [...data, ...foreign])
    if (outside.length > 0) found[name] = outside
  })
  await page.close()
  expect(found).toEqual({})
})

test('from right to left nothing leaves the window, no controls overlap, and the switch is mirrored', async ({
  stage,
  pbx,
}) => {
  const page = await pageIn(stage, 'ar-XB')
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
  await everyView(page, pbx, async (name) => {
    await page.screenshot({ path: `test-results/screens/rtl-${name}.png` })
    expect(await geometryFaults(page), name).toEqual([])
    const track = page.locator('.card .switch-track').first()
    if (await track.count())
      expect(await track.evaluate((element) => getComputedStyle(element).transform)).toContain('matrix(-1')
  })
  const [brand, last] = [page.locator('.brand'), page.locator('.frame-head button').last()]
  expect((await brand.boundingBox())?.x ?? 0).toBeGreaterThan((await last.boundingBox())?.x ?? 0)
  await page.close()
})

/** Controls in sight that lie over each other or stick out of the window sideways. */
const geometryFaults = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const faults: string[] = []
    const root = document.documentElement
    if (root.scrollWidth > root.clientWidth) faults.push(`the page is ${root.scrollWidth} px wide`)
    const top = document.querySelector('[role="dialog"]') ?? document.body
    const controls = [...top.querySelectorAll<HTMLElement>('button, input, select, a[href]')].filter(
      (control) =>
        control.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
        !control.closest('.grid-body') &&
        getComputedStyle(control).clipPath === 'none' &&
        control.getBoundingClientRect().width > 2,
    )
    const name = (control: HTMLElement) => control.getAttribute('aria-label') ?? control.textContent ?? control.tagName
    for (const [i, one] of controls.entries()) {
      const a = one.getBoundingClientRect()
      if (a.left < -1 || a.right > innerWidth + 1) faults.push(`${name(one)} sticks out`)
      for (const other of controls.slice(i + 1)) {
        const b = other.getBoundingClientRect()
        const apart = a.right <= b.left + 1 || b.right <= a.left + 1 || a.bottom <= b.top + 1 || b.bottom <= a.top + 1
        // A box with its own clear button in it is one control.
        if (!apart && one.parentElement !== other.parentElement) faults.push(`${name(one)} overlaps ${name(other)}`)
      }
    }
    return faults
  })

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
  await expect(card.getByText('Niemand hört Sie')).toBeVisible()
  await card.getByRole('button', { name: `Flüstern an ${call.agentName}` }).click()
  await expect(page.getByText(`${call.agentName} hört Sie`).first()).toBeVisible()
  await card.getByRole('button', { name: 'Nur mithören' }).click()
  await expect(page.locator('.calls-grid').getByText('Spricht').first()).toBeVisible()
  expect(await page.evaluate(() => 'before' in window)).toBe(true)
  await page.getByRole('button', { name: 'Einstellungen' }).click()
  await page.getByRole('combobox', { name: 'Sprache' }).selectOption('system')
  await page.keyboard.press('Escape')
  await view.end.click()
  await expect(view.card).toBeHidden()
})
