// The floor as the supervisor arranges it: filters, sorting, favourites, saved views, panes, all by keyboard, and honest when stale.
import { expect, type Locator, type Page } from '@playwright/test'
import { unhurried } from '../stage/console.ts'
import { demoCall } from '../stage/demo-floor.ts'
import { test } from './fixtures.ts'
import { violations } from './support/axe.ts'

const region = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true })
const rowNames = (pane: Locator): Promise<(string | null)[]> =>
  pane.getByRole('row').evaluateAll((rows) =>
    rows
      .slice(1)
      .sort((a, b) => Number(a.getAttribute('aria-rowindex')) - Number(b.getAttribute('aria-rowindex')))
      .map((row) => row.getAttribute('aria-label')),
  )

async function accessible(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `test-results/screens/views-${name}.png` })
  expect(await violations(page), name).toEqual([])
}

/** Views are remembered from test to test, as they are from day to day: each begins with the whole floor, no favourites and no team. */
test.beforeEach(async ({ page }) => {
  await region(page, 'Agents')
    .or(page.getByRole('button', { name: 'Layout' }))
    .first()
    .waitFor()
  await page.getByRole('button', { name: /^View:/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Saved views' })
  for (const forget of await dialog.getByRole('button', { name: /^Delete the view/ }).all()) {
    void forget
    await dialog
      .getByRole('button', { name: /^Delete the view/ })
      .first()
      .click()
  }
  await dialog.getByRole('button', { name: 'Open the view Whole floor' }).click()
  const starred = page.getByRole('button', { name: /^Pin /, pressed: true })
  while ((await starred.count()) > 0) await starred.first().click()
  if ((await page.getByRole('button', { name: 'My team', exact: true }).count()) === 0) return
  await page.getByRole('button', { name: 'Choose my team' }).click()
  const chosen = page.getByRole('dialog', { name: 'Choose my team' }).getByRole('checkbox', { checked: true })
  while ((await chosen.count()) > 0) await chosen.first().uncheck()
  await page.keyboard.press('Escape')
})

test('queues say who waits, who is served and how the day has gone', async ({ page, pbx }) => {
  const queues = region(page, 'Queues')
  const sales = queues.getByRole('row', { name: /^Sales/ })
  await expect(sales).toHaveAccessibleName(/^Sales, No one waiting/)
  await pbx.operator.request('scenario.call', { queue: '8001', hold: true })
  await demoCall(pbx.operator, { agent: '1001', queue: '8001' })
  await expect(sales).toHaveAccessibleName(/^Sales, 1 waiting/)
  const cells = sales.getByRole('gridcell')
  await expect(cells.nth(2)).toHaveText(/^0:\d\d$/)
  await expect(cells.nth(3)).toHaveText('1')
  await expect(cells.nth(5)).toHaveText('100%')
  await expect(sales).toHaveAccessibleName('Sales, 1 waiting, 100% answered in 20 s today')
})

test('filters narrow every pane, are said in words, and go one by one', async ({ page, pbx, view }) => {
  const held = await demoCall(pbx.operator, { agent: '1003', queue: '8002', name: 'Hattie Held' })
  await demoCall(pbx.operator, { agent: '1001', queue: '8001' })
  await pbx.operator.request('scenario.hold', { call: held.id, on: true })
  await page.getByRole('button', { name: 'Filters' }).focus()
  await page.keyboard.press('Enter')
  const form = page.getByRole('dialog', { name: 'Filters' })
  const box = (name: string, choice: string) =>
    form.getByRole('group', { name }).getByRole('checkbox', { name: choice })
  await box('Call state', 'On hold').press('Space')
  await expect.poll(() => rowNames(view.calls)).toEqual([`Hattie Held to ${held.agentName}, On hold`])
  await expect.poll(async () => (await rowNames(view.agents)).length).toBe(1)
  await accessible(page, 'filters')
  await box('Queue', 'Sales').check()
  await expect(region(page, 'Queues').getByRole('row')).toHaveCount(2)
  await expect(view.agents.getByText('No agents match your filters')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Remove filter: Queue: Sales' }).press('Enter')
  await expect.poll(async () => (await rowNames(view.agents)).length).toBe(1)
  await page.getByRole('button', { name: 'Remove filter: Calls: On hold' }).press('Enter')
  await expect.poll(async () => (await rowNames(view.agents)).length).toBeGreaterThan(5)
})

test('a count in the head of a list shows its rows alone, by mouse and by keyboard, and the way back is at hand', async ({
  page,
  pbx,
  view,
}) => {
  const held = await demoCall(pbx.operator, { agent: '1003', queue: '8002', name: 'Hattie Held' })
  await demoCall(pbx.operator, { agent: '1001', queue: '8001' })
  await pbx.operator.request('scenario.hold', { call: held.id, on: true })
  const count = (name: RegExp) => view.agents.getByRole('toolbar').getByRole('button', { name })
  const names = async () => (await rowNames(view.agents)).map((name) => name?.split(',')[0])
  await count(/1 on hold/).click()
  await expect.poll(() => rowNames(view.agents)).toEqual([expect.stringMatching(/^Carla Mendes.*On hold/)])
  await expect(view.agents.getByText(/^1 of \d+ shown$/)).toBeVisible()
  await count(/1 on a call/).press('Space')
  await expect.poll(names).toEqual(['Amelia Hart', 'Carla Mendes'])
  await accessible(page, 'counts')
  await page.getByRole('searchbox').fill('no such name')
  await expect(view.agents.getByText('No agents match your filters')).toBeVisible()
  await page.getByRole('searchbox').fill('')
  await view.calls
    .getByRole('toolbar')
    .getByRole('button', { name: /1 on hold/ })
    .click()
  await count(/1 on hold/).click()
  await view.agents.getByRole('button', { name: 'Clear filters' }).press('Enter')
  await expect.poll(async () => (await names()).length).toBeGreaterThan(5)
})

test('my team is chosen once, and then one press away', async ({ page, view }) => {
  const names = async () => (await rowNames(view.agents)).map((name) => name?.split(',')[0])
  await page.getByRole('button', { name: 'Choose my team' }).click()
  const form = page.getByRole('dialog', { name: 'Choose my team' })
  await form.getByLabel('Find an agent').fill('hart')
  await form.getByRole('checkbox', { name: /^Amelia Hart/ }).check()
  await form.getByLabel('Find an agent').fill('mendes')
  await form.getByRole('checkbox', { name: /^Carla Mendes/ }).press('Space')
  await accessible(page, 'my-team')
  await page.keyboard.press('Escape')
  await expect.poll(names).toEqual(['Amelia Hart', 'Carla Mendes'])
  const mine = page.getByRole('button', { name: 'My team', exact: true })
  await mine.press('Space')
  await expect.poll(async () => (await names()).length).toBeGreaterThan(5)
  await mine.click()
  await expect.poll(names).toEqual(['Amelia Hart', 'Carla Mendes'])
})

test('every filter says what it lets through, and what it leaves of agents and calls', async ({ page, pbx, view }) => {
  await demoCall(pbx.operator, { agent: '1001', queue: '8001', name: 'Otto Outside' })
  await demoCall(pbx.operator, { agent: '1003', queue: '8002', onNet: true, number: '1010' })
  await pbx.operator.request('scenario.presence', { agent: '1005', status: 'paused', reason: 'Lunch' })
  await page.getByRole('button', { name: 'Filters' }).click()
  const form = page.getByRole('dialog', { name: 'Filters' })
  const names = async () => (await rowNames(view.agents)).map((name) => name?.split(',')[0])
  const box = (filter: string, value: string) =>
    form.getByRole('group', { name: filter }).getByRole('checkbox', { name: value })
  const left = async (agents: string[], calls: number) => {
    await expect.poll(names).toEqual(agents)
    await expect.poll(async () => (await rowNames(view.calls)).length).toBe(calls)
  }
  const only = async (filter: string, value: string, agents: string[], calls: number) => {
    await box(filter, value).check()
    await left(agents, calls)
    await unhurried(page)
    await box(filter, value).uncheck()
  }
  await only('Agent state', 'Paused', ['Esther Lindqvist'], 0)
  await only('Call state', 'Talking', ['Amelia Hart', 'Carla Mendes', 'Jonas Weber'], 2)
  await box('Agent state', 'Paused').check()
  await only('Agent state', 'On a call', ['Amelia Hart', 'Carla Mendes', 'Esther Lindqvist', 'Jonas Weber'], 2)
  await box('Agent state', 'Paused').uncheck()
  await form.getByLabel('Call type').selectOption('Internal')
  await left(['Carla Mendes', 'Jonas Weber'], 1)
  await form.getByLabel('Call type').selectOption('External')
  await left(['Amelia Hart'], 1)
  await form.getByLabel('Call type').selectOption('All')
  await box('Team', 'Harbour').check()
  await expect.poll(async () => (await names()).length).toBe(9)
  await form.getByLabel('Longer than (minutes)').fill('5000')
  await expect(form.getByLabel('Longer than (minutes)')).toHaveValue('1440')
  await expect.poll(async () => (await names()).length).toBe(0)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Filters: 2 on' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Remove filter: Longer than 1,440 min' })).toBeVisible()
  await page.getByRole('button', { name: 'Filters: 2 on' }).click()
  await form.getByRole('button', { name: 'Clear filters' }).click()
  await expect.poll(async () => (await names()).length).toBeGreaterThan(9)
})

test('Enter on a queue shows only what belongs to it, and everything again', async ({ page, pbx, view }) => {
  await demoCall(pbx.operator, { agent: '1001', queue: '8001', name: 'Sally Sales' })
  await demoCall(pbx.operator, { agent: '1003', queue: '8002', name: 'Sue Support' })
  const row = region(page, 'Queues').getByRole('row', { name: /^Sales/ })
  await row.focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => rowNames(view.calls)).toEqual(['Sally Sales to Amelia Hart, Talking'])
  await expect(page.getByRole('button', { name: 'Remove filter: Queue: Sales' })).toBeVisible()
  await expect(row).toBeFocused()
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await rowNames(view.calls)).length).toBe(2)
  await row.hover()
  await row.getByRole('button', { name: 'Show only Sales' }).click()
  await expect.poll(async () => (await rowNames(view.calls)).length).toBe(1)
  await accessible(page, 'one-queue')
})

test('search finds queues as it finds agents and calls', async ({ page, view }) => {
  await page.getByRole('searchbox').fill('billing')
  await expect.poll(() => rowNames(region(page, 'Queues'))).toEqual(['Billing, No one waiting'])
  await expect.poll(async () => (await rowNames(view.agents)).length).toBe(6)
})

test('a header sorts by keyboard, up, down and back, and says so', async ({ page, view }) => {
  const header = view.agents.getByRole('columnheader', { name: 'Name' })
  const names = async () => (await rowNames(view.agents)).map((name) => name?.split(',')[0])
  await expect(header).not.toHaveAttribute('aria-sort')
  await header.getByRole('button').focus()
  await page.keyboard.press('Enter')
  await expect(header).toHaveAttribute('aria-sort', 'ascending')
  await page.keyboard.press('Enter')
  await expect(header).toHaveAttribute('aria-sort', 'descending')
  await expect.poll(async () => (await names())[0]).toBe('Rosa Bianchi')
  await page.keyboard.press('Enter')
  await expect(header).not.toHaveAttribute('aria-sort')
  await expect.poll(async () => (await names())[0]).toBe('Amelia Hart')
  await page.keyboard.press('ArrowRight')
  await expect(view.agents.getByRole('columnheader', { name: 'State' }).getByRole('button')).toBeFocused()
})

test('a pane too narrow for a header sorts by that column from its menu', async ({ page, view }) => {
  await page.setViewportSize({ width: 320, height: 700 })
  const sortBy = async (item: string) => {
    await page.getByRole('button', { name: 'Arrange Agents' }).press('Enter')
    await page.getByRole('menuitemradio', { name: item, exact: true }).press('Enter')
    await expect(page.getByRole('menu')).toBeHidden()
  }
  const first = async () => (await rowNames(view.agents))[0]?.split(',')[0]
  await sortBy('Extension')
  await sortBy('Extension, ascending')
  await expect.poll(first).toBe('Rosa Bianchi')
  await sortBy('Default order')
  await expect.poll(first).toBe('Amelia Hart')
})

test('typing a capital letter goes to the next name that begins so, and touches no shortcut', async ({
  page,
  view,
  pbx,
}) => {
  await demoCall(pbx.operator, { agent: '1001' })
  await view.agents.getByRole('row', { name: /^Amelia Hart/ }).focus()
  await page.keyboard.press('Shift+J')
  await expect(view.agents.getByRole('row', { name: /^Jonas Weber/ })).toBeFocused()
  await page.keyboard.press('Home') // moving on ends the name
  await page.keyboard.type('Ke')
  await expect(view.agents.getByRole('row', { name: /^Keiko Tanaka/ })).toBeFocused()
  await page.keyboard.press('Home')
  await page.keyboard.type('1012')
  await expect(view.agents.getByRole('row', { name: /^Liam Byrne/ })).toBeFocused()
  await expect(view.card).toBeHidden()
})

test('agents stand in groups, and favourites before all', async ({ page, view }) => {
  await page.getByLabel('Group agents by').selectOption('Team')
  const rows = () => rowNames(view.agents)
  await expect.poll(async () => (await rows())[0]).toBe('Harbour, 9')
  await view.agents.getByRole('button', { name: 'Pin Carla Mendes to the top' }).press('Enter')
  await expect
    .poll(async () => (await rows()).slice(0, 3))
    .toEqual(['Favourites, 1', expect.stringMatching(/^Carla Mendes/), 'Harbour, 8'])
  await accessible(page, 'groups')
  await page.reload()
  await expect.poll(async () => (await rows())[1]).toMatch(/^Carla Mendes/)
})

test('a view is kept under a name, outlives a reload, and comes back with one press', async ({ page, view }) => {
  await page.getByLabel('Group agents by').selectOption('Queue')
  await page.getByRole('button', { name: /^View:/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Saved views' })
  await dialog.getByRole('button', { name: 'Save view' }).click()
  await expect(dialog.getByRole('status')).toHaveText('Enter a name for the view first.')
  await expect(dialog.getByLabel('View name')).toBeFocused()
  await dialog.getByLabel('View name').fill('By queue')
  await page.keyboard.press('Enter')
  await expect(dialog.getByText('View By queue saved.')).toBeVisible()
  await accessible(page, 'saved')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'View: By queue' })).toBeVisible()
  await page.getByLabel('Group agents by').selectOption('Team')
  await expect(page.getByRole('button', { name: 'View: By queue, changed' })).toBeVisible()
  await page.getByLabel('Group agents by').selectOption('No grouping')
  await expect(page.getByRole('button', { name: 'View: Whole floor' })).toBeVisible()
  await page.reload()
  await page.getByRole('button', { name: /^View:/ }).click()
  await page.getByRole('button', { name: 'Open the view By queue' }).click()
  await expect.poll(async () => (await rowNames(view.agents))[0]).toMatch(/^Billing, /)
})

test('panes are moved, sized and hidden by keyboard alone, and stay so over a reload', async ({ page, view }) => {
  const left = async (pane: Locator) => (await pane.boundingBox())?.x ?? 0
  const choose = async (pane: string, item: string) => {
    await page.getByRole('button', { name: `Arrange ${pane}` }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: item, exact: true }).focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('menu')).toBeHidden()
  }
  expect(await left(view.agents)).toBeLessThan(await left(view.calls))
  await choose('Agents', 'Move right')
  expect(await left(view.agents)).toBe(await left(view.calls))
  await choose('Queues', 'Hide')
  await expect(region(page, 'Queues')).toBeHidden()
  await page.getByRole('button', { name: 'Layout' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Queues' }).press('Space')
  await page.keyboard.press('Escape')
  await expect(region(page, 'Queues')).toBeVisible()
  await choose('Queues', 'Move left')
  const divider = page.getByRole('separator', { name: 'Resize Queues and Active calls' })
  const before = await left(view.calls)
  await divider.focus()
  for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowLeft')
  await expect(divider).toHaveAttribute('aria-valuenow', /^(3|4)\d$/)
  const after = await left(view.calls)
  expect(after).toBeLessThan(before)
  await accessible(page, 'arranged')
  await page.waitForLoadState('networkidle')
  await page.reload()
  await view.agents.waitFor()
  await expect.poll(async () => Math.round(await left(view.calls))).toBe(Math.round(after))
  expect(await left(region(page, 'Queues'))).toBeLessThan(await left(view.agents))
})

test('a pane fills what the others leave when they are hidden', async ({ page }) => {
  const queues = region(page, 'Queues')
  for (const pane of ['Agents', 'Active calls']) {
    await page.getByRole('button', { name: `Arrange ${pane}` }).click()
    await page.getByRole('menuitem', { name: 'Hide' }).click()
    await expect(region(page, pane)).toBeHidden()
  }
  const box = async () => (await queues.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
  await expect.poll(async () => (await box()).width).toBeGreaterThan(1240)
  await expect.poll(async () => (await box()).y + (await box()).height).toBeGreaterThan(770)
})

test('the number of a caller is read whole, however long their name is', async ({ page, view, pbx }) => {
  const name = 'Alexandra Hohenzollern-Sigmaringen von Brandenburg'
  await demoCall(pbx.operator, { agent: '1001', name, number: '+14155550123' })
  for (const [width, height] of [
    [1280, 720],
    [1366, 768],
  ] as const) {
    await page.setViewportSize({ width, height })
    const number = view.calls.getByText('+14155550123')
    await expect(number).toBeVisible()
    const isWhole = () => number.evaluate((box) => box.clientWidth > 20 && box.scrollWidth <= box.clientWidth)
    await expect.poll(isWhole, { message: `at ${width} × ${height}` }).toBe(true)
  }
})

test('few queues are a strip, or a table when it is chosen, also after a reload', async ({ page }) => {
  const queues = region(page, 'Queues')
  const choose = async (item: string) => {
    await page.getByRole('button', { name: 'Arrange Queues' }).click()
    await page.getByRole('menuitem', { name: item, exact: true }).click()
    await expect(page.getByRole('menu')).toBeHidden()
  }
  const tops = () => queues.getByRole('row', { name: /^(Billing|Sales|Support), / }).evaluateAll(topsOf)
  await expect.poll(async () => new Set(await tops()).size).toBe(1)
  // Longer figures make no tile higher: the lists below would move under the hand.
  const heightAt = async (width: number, level: string, abandoned: string) => {
    await page.setViewportSize({ width, height: 720 })
    return queues.evaluate(
      (pane, figures) => {
        for (const [cell, text] of Object.entries(figures))
          for (const each of pane.querySelectorAll<HTMLElement>(`.cell-${cell} .worded`)) each.dataset.words = text
        return pane.getBoundingClientRect().height
      },
      { level, abandoned },
    )
  }
  for (const width of [840, 1280, 1366, 1920])
    expect([width, await heightAt(width, '100% answered in 20 s', '999 abandoned')]).toEqual([
      width,
      await heightAt(width, '– answered in 20 s', '0 abandoned'),
    ])
  await choose('Show as a table')
  await expect.poll(async () => new Set(await tops()).size).toBe(3)
  await page.waitForLoadState('networkidle')
  await page.reload()
  await queues.waitFor()
  await expect.poll(async () => new Set(await tops()).size).toBe(3)
  await choose('Show as tiles')
  await expect.poll(async () => new Set(await tops()).size).toBe(1)
})

test('a pane’s menu offers only what moves something', async ({ page }) => {
  const growths = page.getByRole('menuitem', { name: /^(Wider|Narrower|Taller|Shorter)$/ })
  const offeredBy = async (pane: string) => {
    await page.getByRole('button', { name: `Arrange ${pane}` }).click()
    await expect(page.getByRole('menuitem', { name: 'Hide' })).toBeVisible()
    const names = await growths.allTextContents()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('menu')).toBeHidden()
    return names
  }
  // The strip of queues is as tall as what it shows: neither it nor Agents beneath it has height to give.
  expect(await offeredBy('Queues')).toEqual(['Wider', 'Narrower'])
  expect(await offeredBy('Agents')).toEqual(['Wider', 'Narrower'])
  await page.getByRole('button', { name: 'Arrange Queues' }).click()
  await page.getByRole('menuitem', { name: 'Show as a table' }).click()
  expect(await offeredBy('Queues')).toEqual(['Wider', 'Narrower', 'Taller', 'Shorter'])
  await page.setViewportSize({ width: 640, height: 700 })
  expect(await offeredBy('Queues')).toEqual([])
})

const topsOf = (cells: Element[]): number[] => cells.map((cell) => Math.round(cell.getBoundingClientRect().top))

test('a pane is dragged onto another, and a divider moved, with the mouse', async ({ page, view }) => {
  const queues = region(page, 'Queues')
  const grip = queues.getByTitle('Drag to move Queues')
  const box = await view.calls.boundingBox()
  await grip.dragTo(view.calls, { targetPosition: { x: (box?.width ?? 0) / 2, y: (box?.height ?? 0) - 10 } })
  await expect.poll(async () => (await queues.boundingBox())?.y ?? 0).toBeGreaterThan(box?.y ?? 0)
  expect((await queues.boundingBox())?.x).toBe(box?.x)
  const line = await page.getByRole('separator', { name: 'Resize Agents and Active calls' }).boundingBox()
  if (!line) throw new Error('there is no divider')
  await page.mouse.move(line.x + line.width / 2, line.y + 200)
  await page.mouse.down()
  await page.mouse.move(line.x + line.width / 2 - 150, line.y + 200, { steps: 4 })
  await page.mouse.up()
  await expect.poll(async () => Math.round((box?.x ?? 0) - ((await view.calls.boundingBox())?.x ?? 0))).toBe(150)
})

test('Listen on a call that nobody has answered says why, to the eye, to a screen reader and by its key', async ({
  page,
  view,
  pbx,
}) => {
  await pbx.operator.request('scenario.call', { queue: '8002', hold: true, name: 'Wanda Waits' })
  const row = view.calls.getByRole('row', { name: /^Wanda Waits/ })
  const listen = row.getByRole('button', { name: 'Listen to Wanda Waits' })
  const why = 'Nobody has answered this call yet. You can listen as soon as the agent is talking.'
  await row.hover()
  await listen.hover()
  const tip = page.getByRole('tooltip')
  await expect(tip).toContainText(why)
  expect(
    await tip.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth),
    'all of it within its box',
  ).toBe(0)
  await expect(listen).toHaveAttribute('aria-disabled', 'true')
  await expect(listen).toHaveAccessibleDescription(new RegExp(why))
  const said = page.getByRole('status', { name: 'Why that didn’t work' })
  await row.focus()
  for (const key of ['Enter', 'l']) {
    await page.keyboard.press(key)
    await expect(said).toContainText(why)
    await said.getByRole('button', { name: 'Dismiss this message' }).click()
    await expect(said).toBeEmpty()
    await row.focus()
  }
  await expect(view.card).toBeHidden()
})

test('while the feed is lost the panes say since when, durations stand, and Listen waits for the resync', async ({
  page,
  view,
  pbx,
}) => {
  const call = await demoCall(pbx.operator, { agent: '1002' })
  const button = view.listenTo(call.agentName)
  await page.locator('[data-line="registered"]').first().waitFor()
  await expect(button).toHaveAttribute('aria-disabled', 'false')
  // The socket is cut again and again, so that the console stays without it long enough to be looked at.
  let cutting = true
  const cut = async () => {
    while (cutting) await pbx.operator.request('fault.cut', { what: 'control' }).catch(() => undefined)
  }
  const cuts = cut()
  await expect(view.agents.getByText(/^as of \d/)).toBeVisible()
  await expect(button).toHaveAttribute('aria-disabled', 'true')
  await expect(button).toHaveAccessibleDescription(/floor isn’t up to date/)
  await button.focus()
  await page.keyboard.press('Enter')
  await expect(view.card).toBeHidden()
  await page.getByRole('searchbox').focus()
  await accessible(page, 'stale')
  await pbx.operator.request('scenario.end', { call: call.id })
  const next = await demoCall(pbx.operator, { agent: '1002', name: 'Nora Next' })
  cutting = false
  await cuts
  await expect(view.agents.getByText(/^as of \d/)).toBeHidden()
  await expect(button).toHaveAttribute('aria-disabled', 'false')
  await button.click()
  await expect(view.card).toContainText('Nora Next')
  await view.end.click()
  await next.end()
})

for (const [name, size] of [
  ['zoom-200', { width: 640, height: 400 }],
  ['narrow', { width: 320, height: 640 }],
] as const) {
  test(`everything is in reach at ${name}: no sideways scrolling, and every pane can be scrolled to`, async ({
    page,
    view,
  }) => {
    await page.setViewportSize(size)
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(wide).toBe(0)
    for (const pane of [view.agents, view.calls, region(page, 'Queues')]) {
      await pane.scrollIntoViewIfNeeded()
      await expect(pane.getByRole('heading')).toBeInViewport()
    }
    await accessible(page, name)
  })
}
