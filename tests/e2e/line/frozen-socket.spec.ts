// L1, L2: the line's socket freezes without closing, as after sleep, a change of Wi-Fi or under a VPN, or is closed: said, and replaced.
import { expect, type Page } from '@playwright/test'
import { choose, listen, live, type Screen } from '../../stage/console.ts'
import { type DemoPbx, demoCall } from '../../stage/demo-floor.ts'
import { test } from '../fixtures.ts'
import { farEar } from '../support/far-ear.ts'

/** Takes the wire of the line into its hands; the page is loaded anew for it. */
async function wireOf(page: Page) {
  const wire = { isFrozen: false, opened: 0, offered: 0, accepted: 0 }
  await page.routeWebSocket(/.*/, (socket) => {
    const server = socket.connectToServer()
    if (!socket.url().includes('sip')) return
    wire.opened++
    const own = wire.opened
    const isDead = () => wire.isFrozen || own < wire.opened
    socket.onMessage((message) => {
      if (String(message).startsWith('INVITE ')) wire.offered++
      if (!isDead()) server.send(message)
    })
    server.onMessage((message) => {
      if (/^SIP\/2\.0 200 [\s\S]*^CSeq: \d+ INVITE/m.test(String(message))) wire.accepted++
      if (!isDead()) socket.send(message)
    })
  })
  await page.reload()
  return wire
}

async function whisper(screen: Screen, pbx: DemoPbx) {
  const call = await demoCall(pbx.operator, { agent: '1001' })
  await listen(screen, call.agentName)
  await choose(screen, 'whisperAgent')
}

test('a frozen line is noticed within ten seconds, and is back with its network: the call was never given up', async ({
  view: screen,
  pbx,
}) => {
  const wire = await wireOf(screen.page)
  await whisper(screen, pbx)
  wire.isFrozen = true
  await expect(screen.card).toHaveAttribute('data-microphone', 'closed', { timeout: 10_000 })
  wire.isFrozen = false
  await live(screen, 'listen')
  await choose(screen, 'whisperAgent')
  expect(wire.opened).toBeGreaterThan(1)
})

test('a socket that is closed is replaced within a moment: the whisper goes on, without a word of it lost', async ({
  view: screen,
  pbx,
}) => {
  const { page } = screen
  await whisper(screen, pbx)
  const opened: string[] = []
  page.on('websocket', (socket) => void opened.push(socket.url()))
  const seen = await page.evaluateHandle(() => {
    const card = document.querySelector('[data-heard-by]')
    const said: string[] = []
    const look = () => said.push(String(card?.getAttribute('data-microphone')))
    new MutationObserver(look).observe(document.body, { attributes: true, subtree: true, childList: true })
    return said
  })
  await pbx.operator.request('fault.cut', { what: 'sip' })
  await expect(page.locator('[data-line]')).toHaveAttribute('data-line', 'reconnecting')
  await expect(page.locator('[data-line]')).toHaveAttribute('data-line', 'registered', { timeout: 2_000 })
  await expect(screen.card).toHaveAttribute('data-mode', 'whisperAgent')
  expect(new Set(await seen.jsonValue())).toEqual(new Set(['open']))
  expect(opened.filter((url) => url.includes('sip'))).toHaveLength(1)
})

test('another network: a new way is found for the sound, and the whisper goes on over it', async ({
  view: screen,
  pbx,
}) => {
  const wire = await wireOf(screen.page)
  await whisper(screen, pbx)
  const ear = await farEar(pbx.operator)
  await ear.speaks()
  await screen.page.evaluate(() => window.dispatchEvent(new Event('online')))
  await expect.poll(() => [wire.offered, wire.accepted]).toEqual([1, 1])
  await expect(screen.card).toHaveAttribute('data-mode', 'whisperAgent')
  await screen.listenOnly.click()
  await live(screen, 'listen')
  await ear.silentAfter(0)
  await choose(screen, 'whisperAgent')
  await ear.speaks()
  await ear.stop()
})
