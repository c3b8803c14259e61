// The wallboard on a real screen: its own address, its figures, its honesty, and room for many queues.
import { expect, type Page } from '@playwright/test'
import { listen } from '../stage/console.ts'
import { demoCall } from '../stage/demo-floor.ts'
import { test } from './fixtures.ts'

const tile = (page: Page, queue: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: queue }) })
const figure = (page: Page, queue: string, word: string) =>
  tile(page, queue).locator('.figure').filter({ hasText: word }).locator('dd')

async function openWallboard(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Open wallboard' }).click()
  await page.locator('.tile').first().waitFor()
}

test('a queue’s waiting calls and its calls in progress stand there as they change', async ({ page, pbx }) => {
  await openWallboard(page)
  await expect(figure(page, 'Sales', 'Waiting')).toHaveText('0')
  await pbx.operator.request('scenario.call', { queue: '8001', hold: true, onNet: false })
  await expect(figure(page, 'Sales', 'Waiting')).toHaveText('1')
  await expect(figure(page, 'Sales', 'Longest wait')).toHaveText(/^0:0\d$/)
  await expect(figure(page, 'Support', 'Waiting')).toHaveText('0')
  await demoCall(pbx.operator, { agent: '1001', queue: '8001' })
  await expect(figure(page, 'Sales', 'On calls')).toHaveText('1')
  await expect(tile(page, 'Sales').getByRole('figure')).toContainText(/waiting now, at most \d+ at \d\d:\d\d/)
})

test('has its own address, which a reload keeps, and Esc leads back to the floor', async ({ page, view }) => {
  await openWallboard(page)
  expect(page.url()).toMatch(/#wallboard$/)
  await page.reload()
  await page.locator('.tile').first().waitFor()
  await expect(view.calls).toBeHidden()
  await page.keyboard.press('Escape')
  await expect(view.calls).toBeVisible()
  expect(page.url()).not.toContain('wallboard')
})

test('says over everything that the figures are old while the phone system is away', async ({ page, pbx }) => {
  await openWallboard(page)
  await expect(page.getByRole('alert').filter({ hasText: 'Not live' })).toBeHidden()
  await pbx.operator.request('fault', { refuse: ['feed.subscribe'] })
  await pbx.operator.request('fault.cut', { what: 'control' })
  await expect(
    page.getByRole('alert').filter({ hasText: /Not live\. Showing the figures from \d\d:\d\d:\d\d\./ }),
  ).toBeVisible()
  await pbx.operator.request('fault', {})
  await expect(page.getByRole('alert').filter({ hasText: 'Not live' })).toBeHidden({ timeout: 15_000 })
})

test('still says who hears the supervisor, and lets an outside call be declined', async ({ page, view, pbx }) => {
  const call = await demoCall(pbx.operator, { agent: '1002' })
  await listen(view, call.agentName)
  await openWallboard(page)
  await expect(page.getByText('Nobody hears you').first()).toBeVisible()
  await page.keyboard.press('Escape')
  await view.end.click()
  await expect(view.card).toBeHidden()
  await openWallboard(page)
  await pbx.operator.request('line.ring', { line: '5001', headers: {} })
  await page.getByRole('button', { name: /decline/i }).click()
  await expect(page.getByRole('button', { name: /decline/i })).toBeHidden()
})

/** The desk's floor with so many more queues, put in between the desk and the page. */
async function withQueues(page: Page, count: number): Promise<void> {
  await page.routeWebSocket(/^ws:\/\/127\.0\.0\.1:\d+\/(?!sip)/, (socket) => {
    const server = socket.connectToServer()
    server.onMessage((data) => {
      const frame = JSON.parse(String(data))
      if (frame.name === 'floor' && frame.payload.kind === 'whole') {
        const [like] = Object.values<Record<string, unknown>>(frame.payload.floor.queues)
        for (let i = Object.keys(frame.payload.floor.queues).length; i < count; i++) {
          const id = `q${i}`
          frame.payload.floor.queues[id] = { ...like, id, name: `Queue number ${i}`, waiting: i % 4, extension: id }
        }
        // The widest figures there are.
        for (const queue of Object.values<Record<string, unknown>>(frame.payload.floor.queues))
          Object.assign(queue, { serviceLevel: 1, serviceWithinS: 20, answeredToday: 1234, abandonedToday: 123 })
      }
      socket.send(JSON.stringify(frame))
    })
  })
  await page.reload()
  await page
    .locator('.tile')
    .nth(count - 1)
    .waitFor()
}

// 5 m ask for letters of 25 mm (height = distance / 200): 40 px of 1080 on a wall screen of 55 inches.
const screens = [
  { name: '1920×1080', width: 1920, height: 1080, least: 40, counts: [4, 12, 40] },
  { name: '3840×2160', width: 3840, height: 2160, least: 80, counts: [4, 40] },
  { name: '1080×1920, hung upright', width: 1080, height: 1920, least: 40, counts: [4, 12] },
]

for (const { name, counts, least, ...size } of screens)
  for (const count of counts)
    test(`${count} queues fit on ${name} and can be read from five metres`, async ({ page }) => {
      await page.setViewportSize(size)
      await openWallboard(page)
      await withQueues(page, count)
      // Its letters are measured by what is there: they fit a moment after the last tile has come.
      const look = () =>
        page.evaluate(() => ({
          scrolls:
            document.documentElement.scrollHeight > innerHeight || document.documentElement.scrollWidth > innerWidth,
          outside: [...document.querySelectorAll('.tile')].filter((tile) => {
            const { left, top, right, bottom } = tile.getBoundingClientRect()
            return left < 0 || top < 0 || right > innerWidth || bottom > innerHeight
          }).length,
          cut: [...document.querySelectorAll<HTMLElement>('.figure dd')]
            .filter((figure) => figure.offsetParent !== null && figure.scrollWidth > figure.clientWidth + 1)
            .map((figure) => figure.textContent),
          smallest: Math.min(
            ...[...document.querySelectorAll('.figure-main dd, .wall-totals dd')].map((figure) =>
              Number.parseFloat(getComputedStyle(figure).fontSize),
            ),
          ),
        }))
      const judged = async () => {
        const { smallest, ...rest } = await look()
        return { ...rest, tooSmall: smallest < least ? smallest : null }
      }
      await expect.poll(judged).toEqual({ scrolls: false, outside: 0, cut: [], tooSmall: null })
    })
