// Writing where no field has the focus: whatever is typed, wherever the hand has left it, nobody hears, no monitor moves or ends, and
// nothing happens at the phone system.
import { expect, type Page } from '@playwright/test'
import { listen } from '../stage/console.ts'
import { demoCall, demoSiteFile } from '../stage/demo-floor.ts'
import type { Operator } from '../stage/operator.ts'
import { notes, searches } from '../stage/sentences.ts'
import { test } from './fixtures.ts'
import { places } from './support/left-places.ts'
import { typeInTurn } from './support/many-keys.ts'

// A console of its own: what is pressed here changes views, theme and settings, which must not reach other tests.
test.use({ siteFile: { ...demoSiteFile('info'), siteName: 'The notes' } })

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

/** Who is on which call, whom the phone system lets work, and whom it lets hear: without what only time changes. */
async function atThePbx(operator: Operator): Promise<unknown> {
  type Seen = {
    readonly calls: readonly Record<string, unknown>[]
    readonly agents: readonly Record<string, unknown>[]
  }
  const { calls, agents } = await operator.request<Seen>('feed.subscribe')
  return {
    calls: calls.map(({ id, agent, queue, state, monitors }) => ({ id, agent, queue, state, monitors })),
    agents: agents.map(({ ext, status, reason, queues, call }) => ({ ext, status, reason, queues, call })),
  }
}

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
  await expect(page.locator('.incoming'), what).toHaveCount(0) // nobody was called
}

test('a hundred notes and fifty searches, typed wherever the focus was left', async ({ view, pbx, page }) => {
  test.setTimeout(300_000)
  const call = await demoCall(pbx.operator, { agent: '1001' })
  await demoCall(pbx.operator, { agent: '1002' })
  await listen(view, call.agentName)
  const keyboard = await page.context().newCDPSession(page)
  const before = await atThePbx(pbx.operator)
  const sentences = [...notes, ...searches]
  for (const [at, [name, go]] of places.entries()) {
    await test.step(`after ${name}`, async () => {
      await go(view)
      for (let one = at; one < sentences.length; one += places.length) await typeInTurn(keyboard, sentences[one] ?? '')
      await isUntouched(page, call.agentName, `after ${name}`)
      expect(await atThePbx(pbx.operator), `after ${name}`).toEqual(before)
    })
    // What has been opened or found is not in the way of the next.
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await page.getByRole('searchbox').fill('')
  }
})
