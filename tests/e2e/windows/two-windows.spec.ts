// Two windows on one console: the second takes nothing unasked, the first says what it has lost, a wallboard hangs beside them.
import { expect, type Page } from '@playwright/test'
import { instrument } from '../../stage/browser.ts'
import { choose, listen, live, screenOf } from '../../stage/console.ts'
import { demoCall } from '../../stage/demo-floor.ts'
import { AGENT_HZ } from '../../stage/floor.ts'
import { test } from '../fixtures.ts'
import { violations } from '../support/axe.ts'
import { farEar } from '../support/far-ear.ts'

const SILENT_WITHIN_MS = 100

const sizes = { small: { width: 640, height: 400 }, usual: { width: 1280, height: 800 } } as const

async function lookAt(page: Page, name: string): Promise<void> {
  for (const [size, viewport] of Object.entries(sizes))
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize(viewport)
      await page.emulateMedia({ colorScheme })
      await page.screenshot({ path: `test-results/screens/${name}-${size}-${colorScheme}.png` })
      expect(await violations(page), `${name} ${size} ${colorScheme}`).toEqual([])
    }
}

test('a second window asks before it ends a joined call; the first one then shows nothing as live, and takes it back', async ({
  view,
  page,
  pbx,
  stage,
}) => {
  const call = await demoCall(pbx.operator, { agent: '1001' })
  await listen(view, call.agentName)
  await choose(view, 'join')
  const second = await stage.context.newPage()
  await instrument(second)
  await second.goto(new URL('/', stage.desk.address).href)
  await expect(second.getByRole('heading', { name: 'Earshot is open in another window' })).toBeVisible()
  await expect(second.getByRole('status')).toHaveText(`Somebody on ${call.agentName}’s call may hear you there.`)
  await live(view, 'join')
  await lookAt(second, 'window-waiting')
  await second.getByRole('button', { name: 'Use it here' }).click()
  await lookAt(second, 'window-sure')
  await second.getByRole('button', { name: 'Cancel' }).click()
  await live(view, 'join')
  await second.getByRole('button', { name: 'Use it here' }).click()
  await second.getByRole('button', { name: 'Stop listening and use it here' }).click()
  await expect(page.getByRole('heading', { name: 'You’re using Earshot in another window now' })).toBeVisible()
  const tracks = await page.evaluate(() => window.earshotTest.microphones())
  expect(tracks.every(({ enabled, state }) => !enabled && state === 'ended')).toBe(true)
  await lookAt(page, 'window-lost')
  await expect(page.locator('[data-line], .card')).toHaveCount(0)
  await expect.poll(async () => (await pbx.operator.request<{ monitors: number }>('stats')).monitors).toBe(0)
  await listen(screenOf(second), call.agentName)
  await expect(page.getByRole('status')).toHaveText(`You’re listening to ${call.agentName}’s call there.`)
  await second.close()
  await expect(page.getByRole('status')).toHaveText('The other window has been closed.')
  await page.getByRole('button', { name: 'Use it here' }).click()
  await listen(view, call.agentName)
  expect(await page.evaluate((hz) => window.earshotTest.firstTone(hz, 4000), AGENT_HZ)).not.toBeNull()
})

test('a wallboard in its own window shows the floor beside the console, and its Esc lets nobody hear', async ({
  view,
  pbx,
  stage,
}) => {
  const wall = await stage.context.newPage()
  const asked: string[] = []
  wall.on('websocket', (socket) => asked.push(new URL(socket.url()).host))
  await wall.goto(new URL('/?as=wallboard', stage.desk.address).href)
  await expect(wall.locator('.tile').first()).toBeVisible()
  await lookAt(wall, 'window-wallboard')
  const call = await demoCall(pbx.operator, { agent: '1001' })
  await listen(view, call.agentName)
  await choose(view, 'join')
  expect(new Set(asked)).toEqual(new Set([new URL(stage.desk.address).host])) // no line of its own
  const ear = await farEar(pbx.operator)
  await ear.speaks()
  const key = await wall.evaluateHandle(() => {
    const seen = { pressedAt: 0 }
    addEventListener('keydown', ({ timeStamp }) => {
      seen.pressedAt = performance.timeOrigin + timeStamp
    })
    return seen
  })
  const before = Date.now()
  await wall.keyboard.press('Escape')
  await ear.silentAfter(before)
  const silentMs = Math.round(await ear.silentAfter(await key.evaluate((seen) => seen.pressedAt)))
  test.info().annotations.push({ type: 'ms from Esc on the wallboard beside to silence', description: `${silentMs}` })
  expect(silentMs, 'ms from Esc on the wallboard to silence on the line').toBeLessThanOrEqual(SILENT_WITHIN_MS)
  await ear.stop()
  await live(view, 'listen')
  await expect(view.page.getByText('Nobody hears you').first()).toBeVisible()
  await wall.reload()
  await expect(wall.locator('.tile').first()).toBeVisible()
  await live(view, 'listen')
  await wall.close()
})
