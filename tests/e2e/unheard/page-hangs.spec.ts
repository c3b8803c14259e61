// The page stands still under an open microphone: its sound flows on, so it is the phone system that must go to listen. By ear.
import { expect, type Page } from '@playwright/test'
import { choose, live, modeButton } from '../../stage/console.ts'
import type { Recording } from '../../stage/operator.ts'
import { loudest, wavSamples } from '../../stage/tone.ts'
import { test } from '../fixtures.ts'

const SUPERVISOR_HZ = 1000
const RATE = 8000
const HANGS_MS = 6_000
const STOOD_STILL = 'The console froze for a moment'

/** Comes back once the page says that it hangs; `over` is its end. */
async function hang(page: Page): Promise<{ readonly over: Promise<void> }> {
  let begun = () => {}
  const begins = new Promise<void>((resolve) => {
    begun = resolve
  })
  await page.exposeFunction('hangs', () => begun())
  const over = page.evaluate((ms) => {
    Reflect.get(window, 'hangs')()
    const until = performance.now() + ms
    while (performance.now() < until);
  }, HANGS_MS)
  await begins
  return { over }
}

test('M12: a page that hangs is heard for two seconds at most, and a press from meanwhile lets nobody hear', async ({
  view: screen,
  pbx,
  heard: call,
}) => {
  await choose(screen, 'join')
  await expect.poll(async () => (await call.agent([SUPERVISOR_HZ], 200))[SUPERVISOR_HZ]).toBeGreaterThan(-30)
  const join = await modeButton(screen, 'whisperAgent').boundingBox()
  await pbx.operator.request('ear.record', { ear: 'agent:1001' })
  const { over } = await hang(screen.page)
  // Whoever sees a page that does not answer presses once more.
  const pressing = screen.page.mouse.click((join?.x ?? 0) + 5, (join?.y ?? 0) + 5)
  await Promise.all([over, pressing])
  const { wav } = await pbx.operator.request<Recording>('ear.stop', { ear: 'agent:1001' })
  const heard = wavSamples(wav)
  expect(loudest(heard.subarray(0, 0.8 * RATE), SUPERVISOR_HZ, RATE), 'the sound flows on').toBeGreaterThan(-30)
  expect(loudest(heard.subarray(2 * RATE), SUPERVISOR_HZ, RATE), 'from two seconds on').toBeLessThan(-57)
  await live(screen, 'listen')
  await expect(screen.page.getByText(STOOD_STILL).first()).toBeVisible()
  await expect(screen.card).toHaveAttribute('data-microphone', 'closed')
  await expect(screen.card).toHaveAttribute('data-heard-by', 'nobody')
  await expect.poll(async () => (await call.agent([SUPERVISOR_HZ], 500))[SUPERVISOR_HZ]).toBeLessThan(-75)
  await choose(screen, 'join')
  await expect.poll(async () => (await call.agent([SUPERVISOR_HZ], 200))[SUPERVISOR_HZ]).toBeGreaterThan(-30)
})
