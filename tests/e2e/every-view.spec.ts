// Every view of the console in every theme and language, looked at in one walk: clean for assistive technology, no sentence outside
// the catalogue, nothing cut off or overlapping, nothing to press that is too small.
import { expect, type Page } from '@playwright/test'
import { demoSiteFile } from '../stage/demo-floor.ts'
import { test } from './fixtures.ts'
import { violations } from './support/axe.ts'
import { everyView, speak, watchedWindow } from './support/every-view.ts'
import { cutOff, geometryFaults, moving, obscured, outsideBrackets, tooSmall } from './support/look.ts'

type Media = Parameters<Page['emulateMedia']>[0]

const themes = {
  dark: { colorScheme: 'dark', contrast: 'no-preference', forcedColors: 'none' },
  light: { colorScheme: 'light', contrast: 'no-preference', forcedColors: 'none' },
} as const satisfies Readonly<Record<string, Media>>
const contrasts: Readonly<Record<string, Media>> = {
  'dark, high contrast': { colorScheme: 'dark', contrast: 'more', forcedColors: 'none' },
  'light, high contrast': { colorScheme: 'light', contrast: 'more', forcedColors: 'none' },
  'forced colours': { colorScheme: 'dark', contrast: 'no-preference', forcedColors: 'active' },
}
const normal = { width: 1280, height: 800 }
/** The normal window at 200 %, and the width that WCAG 1.4.10 asks for. */
const sizes = { '640 × 400': { width: 640, height: 400 }, '320 × 640': { width: 320, height: 640 } } as const
const languages = { Spanish: 'es', German: 'de', 'pseudo-locale': 'en-XA', 'right to left': 'ar-XB' } as const

// A console of its own: the history of another file's tests would show their notes, which are in no catalogue.
test.use({
  siteFile: demoSiteFile('info', {
    supervisor: { name: 'Supervisor', extension: '5001' },
    alerts: { waitingCallers: 1 },
  }),
})

/** Pictures for whoever wants to see: EARSHOT_SCREENS names the folder. */
async function keep(page: Page, name: string): Promise<void> {
  const folder = process.env.EARSHOT_SCREENS
  if (folder) await page.screenshot({ path: `${folder}/${name.replaceAll(', ', '-').replaceAll(' ', '-')}.png` })
}

/** What opens over the page is placed anew in a frame after the window has changed its size. */
const drawn = (page: Page): Promise<void> =>
  page.evaluate(
    () => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 0)))),
  )

type Operator = { request<T>(name: string): Promise<T> }

/** Names that are no sentences: of the floor, of the stage, of the fake browser's devices. */
async function wordsOfTheFloor(operator: Operator): Promise<readonly string[]> {
  type Picture = { agents: { name: string; team?: string }[]; queues: { name: string }[] }
  const { agents, queues } = await operator.request<Picture>('feed.subscribe')
  const given = [
    'Ada Caller',
    'Bo Waiting',
    'Cy Caller',
    'Stage',
    'Lunch',
    'Supervisor',
    'Robin Second',
    'robin',
    'zzzz',
    'Coaching',
  ]
  // The last is React Aria's own hidden button, which speaks its own many languages but not this one.
  const foreign = ['Fake Audio Input', 'Fake Audio Output', 'Dismiss']
  return [
    ...agents.map(({ name }) => name),
    ...agents.flatMap(({ team }) => team ?? []),
    ...queues.map(({ name }) => name),
    ...given,
    ...foreign,
  ]
}

type Note = (what: string, found: readonly string[]) => void
type Shown = {
  readonly page: Page
  readonly view: string
  readonly data: readonly string[]
  readonly note: Note
  readonly off: readonly string[] // rules of axe that do not hold here
  readonly within: readonly string[] // the parts that were in no view before
  readonly again: (() => Promise<void>) | undefined // opens anew what cannot change its language while it is open
}

const looks: Readonly<Record<string, (shown: Shown) => Promise<void>>> = {
  theme: async ({ page, view, note, off, within }) => {
    for (const [theme, media] of Object.entries(themes)) {
      await page.emulateMedia({ ...media, reducedMotion: 'reduce' })
      await keep(page, `${theme}-${view}`)
      note(`axe, ${theme}`, await violations(page, theme === 'dark' ? 'all' : 'colours', { off, within }))
    }
    await page.emulateMedia({ ...themes.dark, reducedMotion: 'reduce' })
    note('motion', await moving(page))
    note('targets of less than 24 px', await tooSmall(page))
  },
  contrast: async ({ page, view, note, off, within }) => {
    for (const [contrast, media] of Object.entries(contrasts)) {
      await page.emulateMedia({ ...media, reducedMotion: 'reduce' })
      await keep(page, `${contrast}-${view}`)
      note(`axe, ${contrast}`, await violations(page, 'colours', { off, within }))
    }
    await page.emulateMedia({ ...themes.dark, reducedMotion: 'reduce' })
  },
  size: async ({ page, view, note, off, within }) => {
    for (const [size, viewport] of Object.entries(sizes)) {
      await page.setViewportSize(viewport)
      await drawn(page)
      await keep(page, `${size}-${view}`)
      note(`places, ${size}`, await geometryFaults(page))
      note(`targets of less than 24 px, ${size}`, await tooSmall(page))
      // A menu stays where it was opened; the places of its items are its own to move through.
      if ((await page.locator('[role="menu"]').count()) === 0)
        note(`out of reach or covered, ${size}`, await obscured(page))
      note(`cut off, ${size}`, await cutOff(page))
    }
    note('axe, 320 px', await violations(page, 'structure', { off, within }))
    await page.setViewportSize(normal)
  },
  language: async ({ page, view, data, note, off, within, again }) => {
    for (const [language, locale] of Object.entries(languages)) {
      await speak(page, locale)
      await again?.()
      await keep(page, `${locale}-${view}`)
      note(`axe, ${language}`, await violations(page, 'structure', { off, within }))
      note(`places, ${language}`, await geometryFaults(page))
      note(`cut off, ${language}`, await cutOff(page))
      if (locale === 'en-XA') note('not in the catalogue', await outsideBrackets(page, data))
    }
    await speak(page, 'en')
  },
}

// Each walk has a window of its own, and the walks share the workers.
test.describe.configure({ mode: 'parallel' })

for (const [kind, look] of Object.entries(looks)) {
  test(`every view, in every ${kind}`, async ({ stage, pbx }) => {
    test.setTimeout(300_000) // for what hangs: a busy machine takes its time
    const findings: Record<string, string[]> = {}
    const watched = await watchedWindow(await stage.context.newPage(), stage.desk.address)
    const { page } = watched
    const data = await wordsOfTheFloor(pbx.operator)
    await everyView(watched, pbx, async (view, { new: within = [], again } = {}) => {
      await page.mouse.move(0, 0)
      // What opens over the page is no landmark of it, and hides those; everything else must be in one.
      const open = await page.locator('.menu-popover, [role="dialog"]').count()
      const off = open > 0 ? ['region', 'landmark-one-main', 'page-has-heading-one'] : []
      const note: Note = (what, found) => {
        if (found.length > 0) findings[what] = [...(findings[what] ?? []), ...found.map((one) => `${view}: ${one}`)]
      }
      await page.emulateMedia({ ...themes.dark, reducedMotion: 'reduce' })
      await look({ page, view, data, note, off, within, again })
    })
    await page.close()
    expect(findings).toEqual({})
  })
}
