// L1: the line's socket freezes without closing, as after sleep, a change of Wi-Fi or under a VPN: noticed, said, and replaced.
import { expect, type Page } from '@playwright/test'
import { choose, listen, live } from '../../stage/console.ts'
import { demoCall } from '../../stage/demo-floor.ts'
import { test } from '../fixtures.ts'

/** Takes the wire of the line into its hands; the page is loaded anew for it. */
async function wireOf(page: Page) {
  const wire = { isFrozen: false, opened: 0 }
  await page.routeWebSocket(/.*/, (socket) => {
    const server = socket.connectToServer()
    if (!socket.url().includes('sip')) return
    wire.opened++
    const own = wire.opened
    const isDead = () => wire.isFrozen || own < wire.opened
    socket.onMessage((message) => isDead() || server.send(message))
    server.onMessage((message) => isDead() || socket.send(message))
  })
  await page.reload()
  return wire
}

test('a frozen line is noticed within ten seconds, and is back with its network: the call was never given up', async ({
  view: screen,
  pbx,
}) => {
  const { page } = screen
  const wire = await wireOf(page)
  const call = await demoCall(pbx.operator, { agent: '1001' })
  await listen(screen, call.agentName)
  await choose(screen, 'whisperAgent')
  wire.isFrozen = true
  await expect(screen.card).toHaveAttribute('data-microphone', 'closed', { timeout: 10_000 })
  wire.isFrozen = false
  await live(screen, 'listen')
  await choose(screen, 'whisperAgent')
  expect(wire.opened).toBeGreaterThan(1)
})
