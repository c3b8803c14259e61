// The lane for help and alerts on a busy floor: seen, whole, in order, and still while a hand is in it.
import { expect, type Locator, type Page } from '@playwright/test'
import type { HelpRequest } from '#contract/alerts.ts'
import type { Agent, Floor, Queue } from '#contract/floor.ts'
import { demoSiteFile } from '../stage/demo-floor.ts'
import { test } from './fixtures.ts'
import { violations } from './support/axe.ts'
import { speak, type Watched, watchedWindow } from './support/every-view.ts'

test.use({
  siteFile: demoSiteFile('info', { alerts: { longestWaitS: 60, waitingCallers: 5, longPauseS: 600 } }),
})

const lane = (page: Page) => page.locator('.alerts')
const slots = (page: Page) => page.locator('.alerts-slots > li')

const names = ['Grace Okafor', 'Bartholomew Featherstonehaugh', 'Bo Castro', 'Wolfgang Amadeus Hinterberger', 'Li Na']
const nameOf = (n: number) => `${names[n % names.length]}${n < names.length ? '' : ` ${n}`}`

/** 300 agents, of whom so many are on a pause, each longer than the one before; 15 queues, in the last of which many wait long. */
function busyFloor(paused: number, now: number): Floor {
  const agents = Array.from({ length: 300 }, (_, n): Agent => {
    const onPause = n < paused
    return {
      id: `9${n}`,
      name: nameOf(n),
      extension: `9${n}`,
      presence: onPause ? { kind: 'paused', reason: null } : { kind: 'available' },
      since: now - (onPause ? 605_000 + n * 30_000 : 1000),
      queues: [],
      callId: null,
    }
  })
  const queues = Array.from({ length: 15 }, (_, n): Queue => {
    const waiting = n === 14 ? 16 : 0
    return {
      id: `q${n}`,
      name: n === 14 ? 'Billing and refunds' : `Queue ${n}`,
      extension: `80${n}`,
      waiting,
      oldestWaitSince: waiting > 0 ? now - 400_000 : null,
    }
  })
  return {
    agents: Object.fromEntries(agents.map((one) => [one.id, one])),
    calls: {},
    queues: Object.fromEntries(queues.map((one) => [one.id, one])),
  }
}

const asking = (n: number, now: number): HelpRequest => ({
  id: `help ${n}`,
  agentId: `9${n}`,
  callId: null,
  at: now - 100_000 + n * 1000,
  claim: null,
  offeredTo: null,
})

type Show = (given: { readonly paused: number; readonly asking: number; readonly at?: number }) => void

function showFloor({ signal }: Watched): Show {
  const now = Date.now()
  return ({ paused, asking: count, at = now }) => {
    signal('floor', { kind: 'whole', floor: busyFloor(paused, at) })
    const requests = Array.from({ length: count }, (_, n) => asking(n, at)).reverse() // not in the order they are shown
    signal('help', { requests, supervisors: ['Supervisor', 'Sue Other'] })
  }
}

/** Pictures for whoever wants to see: EARSHOT_SCREENS names the folder. */
async function keep(page: Page, name: string): Promise<void> {
  const folder = process.env.EARSHOT_SCREENS
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` })
}

/** Nothing of it is cut off, and nothing sticks out of the window. */
const cut = (page: Page) =>
  page.evaluate(() => {
    const found: string[] = []
    for (const element of document.querySelectorAll<HTMLElement>(
      '.alerts button, .alerts-sum, .alerts-level, .alert-far',
    )) {
      // Where a language's words leave no room for it, its menu alone has it.
      if (element.matches('.alert-actions [aria-pressed]') && !element.checkVisibility()) continue
      const box = element.getBoundingClientRect()
      const inside = box.left >= 0 && box.right <= innerWidth + 0.5 && box.width > 0
      const clip = element.closest('.alert, .alerts-count')?.getBoundingClientRect()
      const whole =
        !clip || (box.right <= clip.right + 0.5 && box.bottom <= clip.bottom + 0.5 && box.top >= clip.top - 0.5)
      if (!inside || !whole || element.scrollWidth > element.clientWidth + 1)
        found.push(`${element.className}: ${element.getAttribute('aria-label') ?? element.textContent}`)
    }
    return found
  })

const boxes = async (all: Locator) =>
  all.evaluateAll((elements) =>
    elements.map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect()
      return [element.getAttribute('aria-label') ?? '', x, y, width, height].join(' ')
    }),
  )

for (const [width, height] of [
  [1280, 720],
  [1366, 768],
  [640, 400],
  [320, 640],
] as const)
  test(`${width} × ${height}: 300 agents, 61 alerts, 3 requests: in order, whole, and as high as with none`, async ({
    pbx,
    stage,
  }) => {
    void pbx
    const page = await stage.context.newPage()
    await page.setViewportSize({ width, height })
    const watched = await watchedWindow(page, stage.desk.address, ['floor', 'help'])
    const floorTop = () => page.locator('.views-bar').evaluate((bar) => bar.getBoundingClientRect().top)
    await expect(lane(page)).toContainText('No alerts')
    const before = await floorTop()
    const show = showFloor(watched)
    show({ paused: 59, asking: 3 })
    await expect(lane(page)).toContainText('3 need help · 61 alerts')
    expect(await floorTop()).toBe(before)
    await expect(slots(page).first()).toContainText('Grace Okafor needs help')
    if (width >= 1280) {
      await expect(slots(page).nth(2)).toContainText('Bo Castro needs help')
      await expect(slots(page).nth(3)).toContainText('Billing and refunds')
    }
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: scheme })
      for (const language of ['en', 'de', 'es']) {
        await speak(page, language)
        expect(await cut(page), `${language} ${scheme}`).toEqual([])
        await keep(page, `lane-${width}-${scheme}-${language}`)
      }
    }
    await speak(page, 'en')
    await page.locator('.alerts-count').click()
    const list = page.getByRole('dialog', { name: 'Help and alerts' })
    await expect(list.getByRole('listitem')).toHaveCount(64)
    await keep(page, `lane-${width}-list`)
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('Tab')
    await page.keyboard.press('End')
    await expect(list.getByRole('listitem').last().getByRole('button').first()).toBeFocused()
    await expect(list.getByRole('listitem').last()).toBeInViewport()
    await page.close()
  })

test('no control of the lane moves under the pointer while alerts and requests come and go', async ({ pbx, stage }) => {
  void pbx
  const page = await stage.context.newPage()
  const watched = await watchedWindow(page, stage.desk.address, ['floor', 'help'])
  const show = showFloor(watched)
  show({ paused: 6, asking: 1 })
  await expect(lane(page)).toContainText('1 needs help · 8 alerts')
  await page.mouse.move(640, 780)
  await expect(slots(page).first()).toContainText('Grace Okafor')
  const buttons = lane(page).getByRole('button')
  const count = await buttons.count()
  expect(count).toBeGreaterThanOrEqual(11)
  for (let n = 0; n < count; n += 1) {
    await buttons.nth(n).hover()
    const before = await boxes(buttons)
    show({ paused: 40, asking: 4 })
    await expect(lane(page)).toContainText('4 need help · 42 alerts')
    expect(await boxes(buttons), `hovered: ${n}`).toEqual(before)
    show({ paused: 6, asking: 1 })
    await expect(lane(page)).toContainText('1 needs help · 8 alerts')
    expect(await boxes(buttons), `hovered: ${n}`).toEqual(before)
  }
  show({ paused: 6, asking: 3 })
  await expect(lane(page)).toContainText('New: Bartholomew')
  await page.mouse.move(640, 780)
  await expect(slots(page).nth(1)).toContainText('Bartholomew')
  await page.close()
})
