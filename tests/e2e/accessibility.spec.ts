// What one look at a view cannot show: what is said aloud and when, that small windows are enough for the whole job, that colour says nothing alone.
import { expect } from '@playwright/test'
import { choose, listen, live, type Screen } from '../stage/console.ts'
import { demoCall } from '../stage/demo-floor.ts'
import { test } from './fixtures.ts'

for (const [name, size] of Object.entries({
  '320 px wide': { width: 320, height: 640 },
  '1280×800 at 200 %': { width: 640, height: 400 },
})) {
  test(`${name}: nothing is cut off sideways, and a call can be heard and ended`, async ({ view, page, pbx }) => {
    await page.setViewportSize(size)
    const call = await demoCall(pbx.operator, { agent: '1001', name: 'Ada Caller' })
    await listen(view, call.agentName)
    await choose(view, 'whisperAgent')
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0)
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

test('with the system’s own colours every state still has its word', async ({ view, page, pbx }) => {
  await page.emulateMedia({ forcedColors: 'active' })
  const call = await demoCall(pbx.operator, { agent: '1001' })
  await listen(view, call.agentName)
  await choose(view, 'whisperAgent')
  await expect(view.agents.getByText('On a call').first()).toBeVisible()
  await expect(view.card.getByText(`${call.agentName} hears you`).first()).toBeVisible()
  await expect(view.whispers.first()).toHaveAttribute('aria-pressed', 'true')
  const filled = (button: Element) => getComputedStyle(button).backgroundColor
  expect(await view.whispers.first().evaluate(filled)).not.toBe(await view.join.evaluate(filled))
  const star = view.agents.locator('.star').first()
  await star.click()
  await expect(star).toHaveAttribute('aria-pressed', 'true')
  const colour = (button: Element) => getComputedStyle(button).color
  expect(await star.evaluate(colour), 'a pinned star').toBe(await view.join.evaluate(colour))
  expect(await star.evaluate(filled), 'what is behind it').not.toBe(await view.whispers.first().evaluate(filled))
  await star.click()
  await live(view, 'whisperAgent')
  await view.end.click()
  await expect(view.card).toBeHidden()
})

/** The mark of an agent's state when all its colour is taken away: its words, and its sign. */
const withoutColour = (view: Screen, agent: string): Promise<{ word: string; sign: string }> =>
  view.agents
    .getByRole('row', { name: new RegExp(agent) })
    .locator('.cell-presence')
    .evaluate((mark) => ({ word: mark.textContent ?? '', sign: mark.querySelector('svg')?.innerHTML ?? '' }))

test('no two states of an agent look the same without colour, and no two modes of the card', async ({
  view,
  page,
  pbx,
}) => {
  const call = await demoCall(pbx.operator, { agent: '1001' })
  await pbx.operator.request('scenario.presence', { agent: '1005', status: 'paused', reason: 'Lunch' })
  await listen(view, call.agentName)
  await expect(view.agents.getByText('Paused: Lunch')).toBeVisible()
  const agents = [call.agentName, 'Esther Lindqvist', 'Farid Haddad']
  const marks = await Promise.all(agents.map((agent) => withoutColour(view, agent)))
  for (const part of ['word', 'sign'] as const) expect(new Set(marks.map((mark) => mark[part])).size).toBe(3)
  const shown: string[] = []
  for (const mode of ['whisperAgent', 'whisperCaller', 'join', 'listen'] as const) {
    await choose(view, mode)
    shown.push((await page.locator('.banner').textContent()) ?? '')
  }
  expect(new Set(shown).size, shown.join('\n')).toBe(4)
  await view.end.click()
  await expect(view.card).toBeHidden()
})
