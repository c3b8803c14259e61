// What the requests of ARI go by: a connection that has gone silent takes no other request with it.
import { createServer, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { afterEach, expect, it, vi } from 'vitest'
import { restOf } from '#main/pbx/asterisk/wire/ari-client.ts'

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

/** A PBX that answers on what is opened after `freeze`, and on nothing that was open before. */
async function pbx() {
  const open = new Set<Socket>()
  const frozen = new Set<Socket>()
  const held: (() => void)[] = []
  let holds = true
  const server: Server = createServer((request, response) => {
    if (frozen.has(request.socket)) return
    if (holds) held.push(() => response.end('{}'))
    else response.end('{}')
  })
  server.on('connection', (socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  closing.push(
    () => server.closeAllConnections(),
    () => server.close(),
  )
  const { port } = server.address() as AddressInfo
  const rest = restOf({ url: `http://127.0.0.1:${port}/ari`, user: 'u', password: 'p', ca: null })
  closing.push(rest.close)
  return {
    rest,
    open,
    /** So many connections beside each other, idle afterwards. */
    warm: async (count: number) => {
      const asked = Array.from({ length: count }, () => rest.call('GET', '/channels'))
      await vi.waitFor(() => expect(held).toHaveLength(count))
      holds = false
      for (const answer of held) answer()
      await Promise.all(asked)
    },
    freeze: () => {
      for (const socket of open) frozen.add(socket)
    },
  }
}

it('does not try one frozen connection after the other', async () => {
  const { rest, open, warm, freeze } = await pbx()
  await warm(4)
  freeze()
  const lost = rest.call('DELETE', '/bridges/one')
  await vi.waitFor(() => expect(open.size).toBe(1), { timeout: 2000 })
  expect(await rest.call('DELETE', '/bridges/one')).toMatchObject({ ok: true })
  expect(await lost).toEqual({ ok: false, error: { status: 0, text: 'no answer' } })
}, 10_000)
