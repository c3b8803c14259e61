// The card's frame: who hears, the modes and the end never leave the window, whatever is open, told or arranged around them.
import { expect, type Locator, type Page } from '@playwright/test'
import { defaultLayout, noViews, type PaneId, type PaneLayout } from '#contract/views.ts'
import { choose, listen, live, type Screen } from '../../stage/console.ts'
import { demoCall } from '../../stage/demo-floor.ts'
import { test } from '../fixtures.ts'

const sizes = [
  [1280, 720],
  [1366, 768],
  [853, 480], // 1280 × 720 at 150 %
  [640, 400], // 1280 × 800 at 200 %
  [320, 640],
] as const

/** What is not wholly in sight of those, or has something over it. */
const outOfSight = (view: Screen): Promise<string[]> =>
  view.card.evaluate((card) => {
    const parts = [...card.querySelectorAll<HTMLElement>('.heard-by, .mode, .card-end')]
    const box = (part: Element) => part.getBoundingClientRect()
    const faults = parts.filter((part) => {
      const { left, top, right, bottom } = box(part)
      const isIn = left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight
      const isCovered = [top + 3, (top + bottom) / 2].some((y) => {
        const over = document.elementFromPoint((left + right) / 2, y)
        return over === null || !part.contains(over)
      })
      return !isIn || isCovered
    })
    const names = faults.map((part) => `${part.className}: ${part.textContent} at ${Math.round(box(part).top)}`)
    return parts.length < 6 ? [`only ${parts.length} parts`] : names
  })

async function inSightEverywhere(view: Screen, when: string): Promise<void> {
  for (const [width, height] of sizes) {
    await view.page.setViewportSize({ width, height })
    const message = `${when}, ${width} × ${height}`
    await expect.poll(() => outOfSight(view), { message }).toEqual([])
    await expect.poll(() => cutEnds(view), { message }).toEqual([])
  }
  await view.page.setViewportSize({ width: 1280, height: 720 })
}

const tagsInSight = (page: Page): Promise<boolean> =>
  page.locator('.tags').evaluate((tags) => {
    const body = tags.closest('.card-body')?.getBoundingClientRect()
    const { top, bottom } = tags.getBoundingClientRect()
    return body !== undefined && top >= body.top && bottom <= body.bottom + 1
  })

async function systemSpeaks(page: Page, locale: string): Promise<void> {
  await page.evaluate((tag) => {
    Object.defineProperty(navigator, 'languages', { get: () => [tag], configurable: true })
    dispatchEvent(new Event('languagechange'))
  }, locale)
  await page.locator(`html[lang="${locale}"]`).waitFor({ state: 'attached' })
}

const long = 'Alexandra Hohenzollern-Sigmaringen von Brandenburg'

/** What a mode says after a long name, where it is not seen whole: alone the word tells it from the others. */
const cutEnds = (view: Screen): Promise<string[]> =>
  view.card.evaluate((card) =>
    [...card.querySelectorAll('.mode')].flatMap((mode) => {
      const name = mode.querySelector('.mode-name')
      const range = document.createRange()
      const walker = document.createTreeWalker(name ?? mode, NodeFilter.SHOW_TEXT)
      for (let text = walker.nextNode(); text; text = walker.nextNode()) range.selectNodeContents(text)
      const word = /\S+$/.exec(range.toString())?.[0] ?? ''
      range.setStart(range.endContainer, range.toString().length - word.length)
      const [end, box] = [range.getBoundingClientRect(), name?.getBoundingClientRect()]
      const isSeen = box && end.right <= box.right + 1 && end.bottom <= box.bottom + 2
      return isSeen || mode.ariaLabel?.endsWith('Brandenburg') ? [] : [`${mode.ariaLabel}: ${word}`]
    }),
  )

test('notes and tags, a mode that speaks, and the end of the call leave the frame where it is', async ({
  view,
  pbx,
  page,
}) => {
  const call = await demoCall(pbx.operator, { agent: '1001', name: long })
  await listen(view, call.agentName)
  await inSightEverywhere(view, 'listening')
  const end = await view.end.boundingBox()
  await page.keyboard.press('t')
  for (const note of ['Greets by name', 'Asks twice', 'Thanks']) {
    await page.keyboard.type(note)
    await page.keyboard.press('Enter')
  }
  await inSightEverywhere(view, 'notes open')
  for (const [width, height] of sizes) {
    await page.setViewportSize({ width, height })
    await expect.poll(() => tagsInSight(page), { message: `tags at ${width} × ${height}` }).toBe(true)
  }
  for (const locale of ['de', 'es']) {
    await systemSpeaks(page, locale)
    for (const [width, height] of sizes.slice(0, 3)) {
      await page.setViewportSize({ width, height })
      const message = `what can be done, in ${locale} at ${width} × ${height}, in one line`
      await expect.poll(() => heightOf(page.locator('.card-actions')), { message }).toBeLessThan(44)
    }
  }
  await systemSpeaks(page, 'en')
  await page.setViewportSize({ width: 1280, height: 720 })
  await choose(view, 'join')
  await inSightEverywhere(view, 'joined, notes open')
  await page.setViewportSize({ width: 1280, height: 720 })
  expect(await view.end.boundingBox()).toEqual(end)
  await call.end()
  await expect(view.card.getByRole('timer')).toBeVisible()
  await inSightEverywhere(view, 'after the call')
  await view.end.click()
  await expect(view.card).toBeHidden()
  await expect.poll(() => heightOf(page.locator('.dock'))).toBe(0)
})

test('what is refused stands above it', async ({ view, pbx, page }) => {
  const call = await demoCall(pbx.operator, { agent: '1001', name: long })
  await listen(view, call.agentName)
  await page.keyboard.press('w') // it must be held, and says so
  await page.locator('.refusal').waitFor()
  await page.locator('.notes-button').click()
  await inSightEverywhere(view, 'refused, notes open')
})

const pane = (id: PaneId) => ({ id, height: 1 })
const layouts: readonly (readonly [string, PaneLayout])[] = [
  ['all lists in one column', { columns: [{ width: 1, panes: [pane('agents'), pane('calls'), pane('queues')] }] }],
  [
    'a column each',
    { columns: [pane('agents'), pane('calls'), pane('queues')].map((only) => ({ width: 1, panes: [only] })) },
  ],
  ['no list at all', { columns: [] }],
]

test('another layout leaves it where it is', async ({ view, pbx, page }) => {
  test.setTimeout(90_000) // a page each
  await demoCall(pbx.operator, { agent: '1001', name: long })
  try {
    for (const [name, layout] of layouts) {
      await arrange(page, layout)
      await page.locator('[data-line="registered"]').waitFor()
      await expect(page.getByRole('status', { name: 'Connection to the phone system' })).toHaveText('Live')
      await page.keyboard.press('n') // the next call, whether a list shows it or not
      await live(view, 'listen')
      await page.locator('.notes-button').click()
      await inSightEverywhere(view, name)
    }
  } finally {
    await arrange(page, defaultLayout)
  }
})

/** The views of a person are read when the page begins. */
async function arrange(page: Page, layout: PaneLayout): Promise<void> {
  await page.evaluate(async (views) => void (await window.desk?.request('changeSettings', { views })), {
    ...noViews,
    now: { ...noViews.now, layout },
  })
  await page.reload()
}

const heightOf = (one: Locator): Promise<number> => one.evaluate((box) => box.getBoundingClientRect().height)

test('a call that waits is read whole above the card, in a low window and after a missed one', async ({
  view,
  pbx,
  page,
}) => {
  const ring = () =>
    pbx.operator.request<{ invite: string }>('line.ring', { line: '5001', headers: {}, from: '5550100' })
  await page.setViewportSize({ width: 1280, height: 720 })
  await page.locator('[data-line="registered"]').first().waitFor({ timeout: 15_000 })
  const { invite } = await ring()
  await page.locator('[data-call="ringing"]').waitFor()
  await pbx.operator.request('line.cancel', { invite })
  await page.locator('[data-call="missed"]').waitFor()
  const call = await demoCall(pbx.operator, { agent: '1001' })
  await listen(view, call.agentName)
  const waiting = await ring()
  const notice = page.locator('[data-call="waiting"]')
  await notice.waitFor()
  for (const button of [...(await notice.getByRole('button').all()), view.end])
    await expect(button).toBeInViewport({ ratio: 1 })
  await pbx.operator.request('line.cancel', { invite: waiting.invite })
  await expect(page.locator('[data-call="missed"]')).toContainText('2')
})

test('after the call no word of the card lies over another or is cut, in every language', async ({
  view,
  page,
  heard,
}) => {
  await heard.end()
  await expect(view.card).toHaveAttribute('data-call', 'ended')
  for (const locale of ['en', 'de', 'es']) {
    await systemSpeaks(page, locale)
    for (const [width, height] of [sizes[0], sizes[1]]) {
      await page.setViewportSize({ width, height })
      const message = `${locale} at ${width} × ${height}`
      await expect.poll(() => cutMeters(page), { message }).toEqual([])
    }
    // What went on before the call ended leaves no gap behind.
    const left = (selector: string) => page.locator(selector).evaluate((box) => box.getBoundingClientRect().left)
    expect(await left('.card-state > :first-child'), locale).toBe(await left('.card-who > .strong'))
  }
  await systemSpeaks(page, 'en')
})

/** Words of the meters that have less room than they need, or stand in the place of the next. */
const cutMeters = (page: Page): Promise<string[]> =>
  page.locator('.meter').evaluateAll((meters) =>
    meters.flatMap((meter) => {
      const word = meter.querySelector<HTMLElement>('.meter-word')
      const sticksOut = (word?.getBoundingClientRect().right ?? 0) > meter.getBoundingClientRect().right + 1
      const isCut = word !== null && word.scrollWidth > word.clientWidth
      return sticksOut || isCut ? [`${meter.ariaLabel}: ${meter.ariaValueText}`] : []
    }),
  )

test('an agent who puts the call on hold moves nothing under the pointer, whoever is heard', async ({
  view,
  pbx,
  page,
}) => {
  const name = 'Alexandra Hohenzollern-Sigmaringen von Brandenburg'
  const call = await demoCall(pbx.operator, { agent: '1001', name })
  await listen(view, call.agentName)
  const hold = async (on: boolean) => {
    await pbx.operator.request('scenario.hold', { call: call.id, on })
    await expect(page.locator('.card .heard-by-note')).toHaveCount(on ? 1 : 0)
  }
  for (const locale of ['en', 'es']) {
    await systemSpeaks(page, locale)
    for (const [width, height] of sizes) {
      await page.setViewportSize({ width, height })
      const before = await placesOf(page)
      await hold(true)
      await expect.poll(() => placesOf(page), { message: `held, ${locale} at ${width} × ${height}` }).toEqual(before)
      await hold(false)
    }
  }
  await systemSpeaks(page, 'en')
  await page.setViewportSize({ width: 1280, height: 720 })
  const listening = await placesOf(page)
  await choose(view, 'join')
  expect(await placesOf(page), 'joined').toEqual(listening)
  await hold(true)
  expect(await placesOf(page), 'joined and held').toEqual(listening)
})

/** Where the modes and the end are, and the first row of the floor. */
const placesOf = (page: Page): Promise<string[]> =>
  page.locator('.mode, .card-end, .agents-grid .grid-body').evaluateAll((parts) =>
    parts.map((part) => {
      const { left, top } = part.getBoundingClientRect()
      return `${part.className}: ${Math.round(left)}, ${Math.round(top)}`
    }),
  )
