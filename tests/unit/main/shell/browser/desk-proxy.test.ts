import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { createDeskProxy, type DeskAddress, enterDesk } from '#main/shell/browser/desk-proxy.ts'
import { type ShellServer, startServer } from '#main/shell/browser/server.ts'

let desk: ShellServer
let at: DeskAddress | null
let closeProxy: () => void
let proxy: ReturnType<typeof createDeskProxy>
let origin: string
let n = 0

beforeEach(async () => {
  const randomId = (bytes: number) => String(++n).padStart(bytes * 2, 'a')
  desk = await startServer({
    root: '/nowhere',
    port: 0,
    randomId,
    lineWsUrl: () => null,
    demoFloor: () => true,
    speech: () => ({ language: 'system', theme: 'system' }),
    onWindow: (socket) => socket.send('from the desk'),
  })
  at = await enterDesk(desk.address())
  const server = createServer((request, response) => proxy.answer(request, response) || response.end(request.url))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  origin = `http://127.0.0.1:${port}`
  proxy = createDeskProxy({ port: () => port, desk: () => at, randomId })
  server.on('upgrade', proxy.upgrade)
  closeProxy = () => {
    server.closeAllConnections()
    server.close()
  }
})
afterEach(async () => {
  closeProxy()
  await desk.close()
})

/** The first message of the desk, or the status the socket was refused with. */
function opened(headers: Record<string, string>): Promise<string> {
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/desk`, { headers })
  return new Promise((resolve) => {
    socket.once('message', (data) => {
      resolve(String(data))
      socket.close()
    })
    socket.once('unexpected-response', (_request, { statusCode }) => resolve(String(statusCode)))
    socket.once('error', () => {})
  })
}

const enter = async () => (await enterDesk(proxy.address())).cookie

describe('the way from a page served elsewhere to the desk', () => {
  it('leads whoever has redeemed the key to the desk as it is now', async () => {
    expect(await opened({ origin, cookie: await enter() })).toBe('from the desk')
    await expect.poll(proxy.page.state).toBe('gone')
  })

  it('is closed to a page of another origin and to whoever has no key', async () => {
    expect(await opened({ origin: 'https://elsewhere.example', cookie: await enter() })).toBe('403')
    expect(await opened({ origin })).toBe('403')
    expect(proxy.page.state()).toBe('never')
  })

  it('says that the desk is away while it is started anew', async () => {
    const cookie = await enter()
    at = null
    expect(await opened({ origin, cookie })).toBe('503')
  })

  it('opens a key once, and shows the page at /', async () => {
    const address = proxy.address()
    await enterDesk(address)
    await expect(enterDesk(address)).rejects.toThrow('200')
    expect(await (await fetch(`${origin}/`)).text()).toBe('/browser.html')
    expect(await (await fetch(`${origin}/app/main.tsx`)).text()).toBe('/app/main.tsx')
  })
})
