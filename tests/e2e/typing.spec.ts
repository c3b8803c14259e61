// Writing where no field has the focus: whatever is typed, wherever the hand has left it, nobody hears and no monitor moves or ends.
import { expect, type Page } from '@playwright/test'
import { listen, type Screen } from '../stage/console.ts'
import { demoCall, demoSiteFile } from '../stage/demo-floor.ts'
import { notes, searches } from '../stage/sentences.ts'
import { test } from './fixtures.ts'

// A console of its own: what is pressed here changes views, theme and settings, which must not reach other tests.
test.use({ siteFile: { ...demoSiteFile('info'), siteName: 'The notes' } })

type Place = readonly [name: string, go: (view: Screen) => Promise<unknown>]

const click = (name: string | RegExp) => (view: Screen) => view.page.getByRole('button', { name }).first().click()
const inTurn =
  (...steps: readonly ((view: Screen) => Promise<unknown>)[]) =>
  async (view: Screen) => {
    for (const step of steps) await step(view)
  }
const key = (combo: string) => (view: Screen) => view.page.keyboard.press(combo)
const closeDialog = (view: Screen) =>
  view.page
    .getByRole('dialog')
    .getByRole('button', { name: /^Close/ })
    .first()
    .click()
const row = (number: number) => (view: Screen) =>
  view.agents.getByRole('row').nth(number).locator('.cell-name, .cell-agent').first().click()

/** Where a person may leave the focus. */
const places: readonly Place[] = [
  ['the row that is listened to', row(1)],
  ['another row', row(2)],
  ['empty space', (view) => view.page.locator('.frame-main').click({ position: { x: 2, y: 2 } })],
  ['the site’s name', (view) => view.page.locator('.brand').click()],
  ['the card', (view) => view.card.locator('.card-who').click()],
  ['Listen only', click('Listen only')],
  ['the notes, opened', click(/^Notes and tags/)],
  ['the notes, folded away', click(/^Notes and tags/)],
  ['the line’s quality', (view) => view.card.locator('.quality summary').click()],
  ['staying with the agent', (view) => view.card.locator('.card-follow label').click()],
  ['a column’s head', (view) => view.agents.locator('[role="columnheader"] button').first().click()],
  ['the theme', click(/^Theme/)],
  ['the search, left', inTurn((view) => view.page.getByRole('searchbox').click(), key('Escape'), key('Escape'))],
  ['the settings, closed', inTurn(click('Settings'), closeDialog)],
  ['the settings, closed by Esc', inTurn(key('Control+,'), key('Escape'))],
  ['the history, closed', inTurn(click(/^History/), closeDialog)],
  ['the palette, closed', inTurn(key('Control+k'), key('Escape'))],
  ['the filters, closed', inTurn(click('Filter'), key('Escape'))],
  ['a menu, closed', inTurn(click('Arrange Agents'), key('Escape'))],
  ['the wallboard, left', inTurn(click(/wallboard/), click(/^Close wallboard/))],
]

type Watched = {
  readonly heard: readonly string[]
  readonly phases: readonly string[]
  readonly modes: readonly string[]
}

/** Everything the monitor has been through since the page was loaded. */
const watched = (page: Page): Promise<Watched> =>
  page.evaluate(() => ({
    heard: [...new Set(window.earshotTest.events.map(({ heardBy }) => heardBy))],
    phases: [...new Set(window.earshotTest.events.map(({ phase }) => phase))],
    modes: [...new Set(window.earshotTest.events.map(({ mode }) => mode ?? 'none'))],
  }))

async function isUntouched(page: Page, agentName: string, what: string): Promise<void> {
  const { heard, phases, modes } = await watched(page)
  expect(heard, what).toEqual(['nobody'])
  expect(phases, what).not.toContain('ending')
  expect(
    modes.filter((mode) => mode !== 'none' && mode !== 'listen'),
    what,
  ).toEqual([])
  await expect(page.locator('section.card'), what).toHaveAttribute('data-phase', 'live')
  await expect(page.locator('.card-who'), what).toContainText(agentName)
}

test('a hundred notes and fifty searches, typed wherever the focus was left', async ({ view, pbx, page }) => {
  test.setTimeout(240_000)
  const call = await demoCall(pbx.operator, { agent: '1001' })
  await demoCall(pbx.operator, { agent: '1002' })
  await listen(view, call.agentName)
  let turn = 0
  for (const sentence of [...notes, ...searches]) {
    const place = places[turn++ % places.length]
    if (!place) throw new Error('there is no place to type')
    await place[1](view)
    await page.keyboard.type(sentence)
    await page.keyboard.press('Enter')
    await isUntouched(page, call.agentName, `“${sentence}” after ${place[0]}`)
    // What the sentence has opened or found is not in the way of the next.
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await page.getByRole('searchbox').fill('')
  }
})
