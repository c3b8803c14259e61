// No axe violation in any view, theme, language and size; live regions, zoom and motion as WCAG 2.2 wants them.
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { instrument } from '../stage/browser.ts'
import { choose, listen, live } from '../stage/console.ts'
import { demoCall } from '../stage/demo-floor.ts'
import { everyView } from './every-view.ts'
import { test } from './fixtures.ts'

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What opens over the page is no landmark of it; everything else must be in one. */
async function violations(page: Page, name: string, only?: readonly string[]): Promise<string[]> {
  const axe = new AxeBuilder({ page })
  if (only) axe.withRules([...only])
  else axe.withTags(rules)
  if (name.startsWith('opened-')) axe.disableRules('region')
  const { violations: found } = await axe.analyze()
  return found.map(({ id, nodes }) => `${name}: ${id}: ${nodes.map((node) => node.html).join(' ')}`)
}

const ready = (page: Page) => page.locator('[data-line="registered"]').first().waitFor()

// The structure is the same in every theme: it is looked at whole in one, the colours in all.
const themes = {
  dark: { colorScheme: 'dark' },
  light: { colorScheme: 'light' },
  'dark-contrast': { colorScheme: 'dark', contrast: 'more' },
  'light-contrast': { colorScheme: 'light', contrast: 'more' },
} as const

for (const [theme, media] of Object.entries(themes)) {
  test(`${theme}: every view is clean`, async ({ page, pbx }) => {
    test.setTimeout(90_000)
    await page.emulateMedia({ ...media, reducedMotion: 'reduce' })
    await ready(page)
    const found: string[] = []
    await everyView(page, pbx, async (view) => {
      await page.screenshot({ path: `test-results/screens/${theme}-${view}.png` })
      found.push(...(await violations(page, view, theme === 'dark' ? undefined : ['color-contrast'])))
    })
    expect(found).toEqual([])
  })
}

for (const locale of ['de', 'es', 'ar-XB']) {
  test(`${locale}: a live monitor and the wallboard are clean`, async ({ stage, pbx }) => {
    const page = await stage.context.newPage()
    await instrument(page)
    await page.addInitScript((tag) => Object.defineProperty(navigator, 'languages', { get: () => [tag] }), locale)
    await page.goto(stage.desk.address)
    await ready(page)
    const found: string[] = []
    const sampled = ['speaking', 'wallboard']
    await everyView(page, pbx, async (view) => {
      await page.screenshot({ path: `test-results/screens/${locale}-${view}.png` })
      if (sampled.includes(view)) found.push(...(await violations(page, view)))
    })
    await page.close()
    expect(found).toEqual([])
  })
}

for (const [name, size] of Object.entries({
  '320 px wide': { width: 320, height: 640 },
  '1280×800 at 200 %': { width: 640, height: 400 },
})) {
  test(`${name}: nothing is cut off sideways, and a call can be heard and ended`, async ({ view, page, pbx }) => {
    await page.setViewportSize(size)
    const call = await demoCall(pbx.operator, { agent: '1001', name: 'Ada Caller' })
    await listen(view, call.agentName)
    await choose(view, 'whisperAgent')
    await page.screenshot({ path: `test-results/screens/small-${size.width}.png` })
    const wide = await page.evaluate(() => ({
      page: document.documentElement.scrollWidth - innerWidth,
      dock: [...document.querySelectorAll('.dock, .card')].map((box) => box.scrollWidth > box.clientWidth + 1),
      out: [...document.querySelectorAll<HTMLElement>('button, input, select')]
        .filter((control) => control.checkVisibility({ opacityProperty: true }) && !control.closest('.grid-body'))
        .filter((control) => {
          const { left, right } = control.getBoundingClientRect()
          return left < -1 || right > innerWidth + 1
        })
        .map((control) => control.getAttribute('aria-label') ?? control.textContent),
    }))
    expect(wide).toEqual({ page: 0, dock: [false, false], out: [] })
    expect(await violations(page, name)).toEqual([])
    await view.end.click()
    await expect(view.card).toBeHidden()
  })
}

test('modes are announced politely, and being heard at once', async ({ view, page, pbx }) => {
  const call = await demoCall(pbx.operator, { agent: '1001', name: 'Ada Caller' })
  const polite = page.locator('[aria-live="polite"]').first()
  const assertive = page.locator('[aria-live="assertive"]').first()
  await listen(view, call.agentName)
  await expect(polite).toHaveText(`Monitoring the call between ${call.agentName} and Ada Caller`)
  await expect(assertive).toBeEmpty()
  await choose(view, 'whisperAgent')
  await expect(polite).toHaveText(`Whispering to ${call.agentName}`)
  await expect(assertive).toHaveText(`You are being heard by ${call.agentName}`)
  await choose(view, 'join')
  await expect(assertive).toHaveText(`You are being heard by ${call.agentName} and Ada Caller`)
  await choose(view, 'listen')
  await expect(assertive).toBeEmpty()
  await view.end.click()
  await expect(view.card).toBeHidden()
})

test('nothing moves by itself where less motion is wanted', async ({ view, page, pbx }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const call = await demoCall(pbx.operator, { agent: '1001' })
  await listen(view, call.agentName)
  const moving = await page.evaluate(() =>
    document.getAnimations().map((animation) => (animation.effect as KeyframeEffect).target?.className ?? 'unknown'),
  )
  expect(moving).toEqual([])
  await view.end.click()
  await expect(view.card).toBeHidden()
})

test('with the system’s own colours every state still has its word', async ({ view, page, pbx }) => {
  await page.emulateMedia({ forcedColors: 'active' })
  const call = await demoCall(pbx.operator, { agent: '1001' })
  await listen(view, call.agentName)
  await choose(view, 'whisperAgent')
  await page.screenshot({ path: 'test-results/screens/forced-colors.png' })
  await expect(view.agents.getByText('On a call').first()).toBeVisible()
  await expect(view.card.getByText(`${call.agentName} hears you`).first()).toBeVisible()
  await expect(view.whispers.first()).toHaveAttribute('aria-pressed', 'true')
  const filled = (button: Element) => getComputedStyle(button).backgroundColor
  expect(await view.whispers.first().evaluate(filled)).not.toBe(await view.join.evaluate(filled))
  await live(view, 'whisperAgent')
  await view.end.click()
  await expect(view.card).toBeHidden()
})
