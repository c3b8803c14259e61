// The monitoring card: meters, quality, the guard against a forgotten session, notes and tags.
import { expect, type Page } from '@playwright/test'
import { choose, hold, listen, live, type Screen, screenOf, startConsole } from '../stage/console.ts'
import { demoCall, demoEnv, demoSiteFile } from '../stage/demo-floor.ts'
import { test } from './fixtures.ts'
import { violations } from './support/axe.ts'

const meter = (view: Screen, name: string) => view.card.getByRole('meter', { name })

async function lookAt(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `test-results/screens/${name}.png` })
  expect(await violations(page), name).toEqual([])
}

test('the meters move with what is heard, and with the microphone only while it is open', async ({
  view,
  pbx,
  page,
}) => {
  const call = await demoCall(pbx.operator, { agent: '1001' })
  await listen(view, call.agentName)
  await expect(meter(view, 'Agent')).toHaveAttribute('aria-valuetext', 'talking')
  await expect(meter(view, 'Caller')).toHaveAttribute('aria-valuetext', 'talking')
  await expect(meter(view, 'You')).toHaveAttribute('aria-valuetext', 'Mic off')
  await choose(view, 'join')
  await expect(meter(view, 'You')).toHaveAttribute('aria-valuetext', 'talking')
  await lookAt(page, 'card-joined')
  await choose(view, 'listen')
  await expect(meter(view, 'You')).toHaveAttribute('aria-valuetext', 'Mic off')
  const bar = meter(view, 'You').locator('.meter-bar')
  expect(await bar.evaluate((drawn) => drawn.getBoundingClientRect().width)).toBe(0)
})

test('agent and caller have a meter each, empty on hold and when the call is over', async ({ view, pbx }) => {
  const call = await demoCall(pbx.operator, { agent: '1001' })
  await listen(view, call.agentName)
  const both = (word: string) =>
    Promise.all(['Agent', 'Caller'].map((name) => expect(meter(view, name)).toHaveAttribute('aria-valuetext', word)))
  await both('talking')
  const { calls } = await pbx.operator.request<{ calls: { id: string }[] }>('feed.subscribe')
  const id = calls[0]?.id
  await pbx.operator.request('scenario.hold', { call: id, on: true })
  await both('on hold')
  await pbx.operator.request('scenario.hold', { call: id, on: false })
  await both('talking')
  await choose(view, 'join')
  await call.end()
  await both('call ended')
  await expect(meter(view, 'You')).toHaveAttribute('aria-valuetext', 'Mic off')
})

test('the quality of the line is a word, with figures on demand', async ({ view, pbx }) => {
  const call = await demoCall(pbx.operator, { agent: '1001' })
  await listen(view, call.agentName)
  const quality = view.card.locator('[data-quality="good"]')
  await expect(quality).toBeVisible()
  await expect(quality.getByText('Jitter')).toBeHidden()
  await quality.getByText('Line quality').click()
  await expect(quality.getByText('Jitter')).toBeVisible()
  await expect(quality).toContainText(/\d+(\.\d)?%/)
})

test('notes are marked with their time, tags are set, and both are kept in the history', async ({
  view,
  pbx,
  page,
}) => {
  const call = await demoCall(pbx.operator, { agent: '1001' })
  await listen(view, call.agentName)
  await page.keyboard.press('t')
  await page.keyboard.type('Greets by name')
  await page.keyboard.press('Enter')
  await expect(view.card.getByRole('listitem')).toContainText(/^0:\d\dGreets by name/)
  await view.card.getByRole('button', { name: 'Praise' }).click()
  await expect(view.card.getByRole('button', { name: 'Praise' })).toHaveAttribute('aria-pressed', 'true')
  await lookAt(page, 'card-notes')
  await view.card.getByRole('textbox').fill('Half written')
  await view.end.click()
  await expect(view.card).toBeHidden()
  await expect
    .poll(() =>
      page.evaluate(async () => {
        const filter = { search: '', agentId: null, mode: null, why: null, from: null, to: null }
        const page = await window.desk?.request('listHistory', { filter, before: null, limit: 1 })
        const record = page?.entries[0]?.record
        return { notes: record?.notes.map(({ text }) => text), tags: record?.tags }
      }),
    )
    .toEqual({ notes: ['Greets by name', 'Half written'], tags: ['Praise'] })
})

test('a forgotten monitor counts down and ends by itself; kept, it stays', async ({ stage, pbx }) => {
  test.setTimeout(120_000) // the shortest countdown there is, twice, and a console of its own
  const desk = await startConsole(demoSiteFile('info', { endAfterCallS: 10 }), demoEnv(pbx))
  const page = await stage.context.newPage()
  await page.goto(desk.address)
  const view = screenOf(page)
  const first = await demoCall(pbx.operator, { agent: '1001' })
  await listen(view, first.agentName)
  await first.end()
  await expect(view.card.getByRole('timer')).toContainText(/0:\d\d/)
  await lookAt(page, 'card-guard')
  await page.keyboard.press('k')
  await expect(view.card.getByRole('timer')).toBeHidden()
  await expect(view.card).toContainText('You’ll stay connected')
  await view.end.click()
  await expect(view.card).toBeHidden()
  const second = await demoCall(pbx.operator, { agent: '1001' })
  await listen(view, second.agentName)
  await second.end()
  await expect(view.card.getByRole('timer')).toBeVisible()
  await expect(view.card).toBeHidden({ timeout: 30_000 })
  await expect(page.getByText(/didn’t choose to stay/)).toBeVisible()
  await expect.poll(async () => (await pbx.operator.request<{ monitors: number }>('stats')).monitors).toBe(0)
  await page.close()
  await desk.close()
})

test('with Tab the modes come first in the card, then what follows from them, the end last', async ({
  view,
  pbx,
  page,
}) => {
  const call = await demoCall(pbx.operator, { agent: '1001' })
  await listen(view, call.agentName)
  await view.card.focus()
  const stops: string[] = []
  for (let stop = 0; stop < 14; stop++) {
    await page.keyboard.press('Tab')
    stops.push(
      await page.evaluate(() => document.activeElement?.ariaLabel ?? document.activeElement?.textContent ?? ''),
    )
  }
  expect(stops.slice(0, 4)).toEqual([
    'Listen only',
    `Whisper to ${call.agentName}`,
    expect.stringMatching(/^Speak to .+ only$/),
    'Join call',
  ])
  expect(stops.slice(4, 7)).toEqual([`Hold to talk to ${call.agentName}`, 'Mute me', 'Listening volume'])
  expect(stops.slice(8)).toEqual([
    expect.stringContaining('Line quality'),
    expect.stringContaining('Notes and tags'),
    'Take over',
    'Pass to…',
    'Small card',
    expect.stringContaining('Stop listening'),
  ])
})

test('the card lies well at 320 px and twice the size', async ({ view, pbx, page }) => {
  const call = await demoCall(pbx.operator, { agent: '1001', name: 'A caller with quite a long name indeed' })
  await listen(view, call.agentName)
  await choose(view, 'whisperAgent')
  await page.setViewportSize({ width: 320, height: 800 })
  await lookAt(page, 'card-320')
  for (const button of [view.listenOnly, ...(await view.whispers.all()), view.join, view.end])
    await expect(button).toBeInViewport({ ratio: 1 })
  await hold(page, 'j') // nothing of it moves the card in its dock
  await live(view, 'join')
  expect(await page.locator('.dock').evaluate((dock) => dock.scrollTop)).toBe(0)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  await page.setViewportSize({ width: 640, height: 400 })
  await lookAt(page, 'card-640')
})
