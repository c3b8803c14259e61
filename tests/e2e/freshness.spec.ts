// A feed that stands but comes late, or not at all: what a supervisor sees, may do and is heard by, until it has caught up.
import { expect, type Page } from '@playwright/test'
import { microphonesOpen } from '../stage/asterisk-console.ts'
import { choose, listen, live, type Screen } from '../stage/console.ts'
import { demoCall } from '../stage/demo-floor.ts'
import { test } from './fixtures.ts'

const OLD = 'The floor isn’t up to date'

const connection = (page: Page) => page.getByRole('status', { name: 'Connection to the phone system' })
const panes = (page: Page) => page.locator('.pane-as-of')
const refusalOf = (button: ReturnType<Screen['listenTo']>) =>
  expect(button).toHaveAccessibleDescription(new RegExp(OLD))

/** All the words the connection's mark has shown since. */
async function marksOf(page: Page): Promise<() => Promise<string[]>> {
  await connection(page).evaluate((mark) => {
    const seen: string[] = []
    Object.assign(window, { earshotMarks: seen })
    new MutationObserver(() => seen.push(mark.textContent ?? '')).observe(mark, {
      childList: true,
      characterData: true,
      subtree: true,
    })
  })
  return () => page.evaluate(() => (window as unknown as { earshotMarks: string[] }).earshotMarks)
}

async function microphoneIsClosed(view: Screen) {
  await expect(view.card).toHaveAttribute('data-heard-by', 'nobody')
  expect(await microphonesOpen(view.page)).toBe(0)
}

/** Durations that stand still: the same after the panes have counted on for two seconds. */
async function durationsStandStill(view: Screen) {
  const rows = view.calls.locator('.ticking')
  const before = await rows.allTextContents()
  const late = await panes(view.page).first().textContent()
  await expect.poll(async () => (await panes(view.page).first().textContent()) !== late, { timeout: 5000 }).toBe(true)
  expect(await rows.allTextContents()).toEqual(before)
}

test('a phone system that freezes in a whisper: the microphone closes, the panes say since when, and nothing is offered', async ({
  view,
  page,
  pbx,
}) => {
  const call = await demoCall(pbx.operator, { agent: '1001' })
  const other = await demoCall(pbx.operator, { agent: '1002' })
  await listen(view, call.agentName)
  await choose(view, 'whisperAgent')
  expect(await microphonesOpen(page)).toBe(1)
  pbx.child.process.kill('SIGSTOP')
  try {
    await expect(connection(page)).toContainText(/^Behind since \d/)
    await microphoneIsClosed(view)
    await expect(view.card.locator('.card-notice')).toContainText('Your microphone is off and nobody hears you.')
    for (const pane of await panes(page).all())
      await expect(pane).toHaveText(/^behind since [\d:]+( [AP]M)? \(\d+ s\)$/)
    await expect(page.getByRole('alert').filter({ hasText: 'arriving late' })).toBeVisible()
    await durationsStandStill(view)
    for (const button of [view.join, view.whispers.first(), view.listenTo(other.agentName)]) {
      await expect(button).toHaveAttribute('aria-disabled', 'true')
      await refusalOf(button)
    }
    await page.screenshot({ path: test.info().outputPath('behind.png') })
  } finally {
    pbx.child.process.kill('SIGCONT')
  }
  await expect(connection(page)).toHaveText('Live')
  await expect(panes(page)).toHaveCount(0)
  await live(view, 'listen')
  await microphoneIsClosed(view)
  await choose(view, 'whisperAgent')
  await view.end.click()
  await expect(view.card).toBeHidden()
})

test('a freeze that lasts is called a loss, of the same moment; afterwards the floor is whole and the next Listen works', async ({
  view,
  page,
  pbx,
}) => {
  const call = await demoCall(pbx.operator, { agent: '1001' })
  await expect(connection(page)).toHaveText('Live')
  pbx.child.process.kill('SIGSTOP')
  try {
    await expect(connection(page)).toContainText('Behind since')
    const since = (await connection(page).textContent())?.replace('Behind since ', '') ?? 'nothing'
    await expect(connection(page)).toContainText('Not live since', { timeout: 15_000 })
    await expect(connection(page)).toContainText(since)
  } finally {
    pbx.child.process.kill('SIGCONT')
  }
  await expect(connection(page)).toHaveText('Live', { timeout: 15_000 })
  await listen(view, call.agentName)
  await view.end.click()
})

test('events that do not come, on a connection that answers: what is shown is called old, and a call that ended cannot be hit', async ({
  view,
  page,
  pbx,
}) => {
  const call = await demoCall(pbx.operator, { agent: '1003' })
  await expect(view.listenTo(call.agentName)).toBeEnabled()
  await page.locator('[data-line="registered"]').first().waitFor()
  await pbx.operator.request('fault', { holdFeed: true })
  await call.end()
  await expect(connection(page)).toContainText('Behind since')
  await refusalOf(view.listenTo(call.agentName))
  await pbx.operator.request('fault', {})
  await expect(connection(page)).toHaveText('Live')
  await expect(view.listenTo(call.agentName)).toHaveCount(0)
})

test('a hiccup of a second is no news', async ({ page, pbx }) => {
  await expect(connection(page)).toHaveText('Live')
  const marks = await marksOf(page)
  for (const _ of [1, 2, 3]) {
    pbx.child.process.kill('SIGSTOP')
    await page.waitForTimeout(1000) // the length of the hiccup
    pbx.child.process.kill('SIGCONT')
    const call = await demoCall(pbx.operator, { agent: '1004' })
    await expect(page.getByRole('row', { name: new RegExp(call.agentName) }).first()).toBeVisible()
    await call.end()
  }
  expect(await marks()).toEqual([])
})

test('a console whose own server freezes: its window says so and closes the microphone; thawed, it goes on in listen', async ({
  view,
  page,
  pbx,
  stage,
}) => {
  const call = await demoCall(pbx.operator, { agent: '1001' })
  await listen(view, call.agentName)
  await choose(view, 'join')
  stage.desk.freeze(true)
  try {
    await expect(connection(page)).toContainText('Console disconnected since')
    await microphoneIsClosed(view)
    await refusalOf(view.join)
  } finally {
    stage.desk.freeze(false)
  }
  await expect(connection(page)).toHaveText('Live')
  await live(view, 'listen')
  await choose(view, 'join')
  await view.end.click()
  await expect(view.card).toBeHidden()
})
