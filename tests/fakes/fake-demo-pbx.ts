// The control socket of the demo PBX, answered by the test: what the real one would only do by accident.
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'
import type { DemoAddress } from '#main/pbx/demo/link.ts'

type Answer = { readonly result: unknown } | { readonly error: { readonly code: string; readonly text: string } } | null
type Request = { readonly method: string; readonly params: Record<string, unknown> }

export const SECRET = 'the secret of the console'
export const emptyPicture = { seq: 10, agents: [], queues: [], calls: [] }

export async function fakeDemoPbx(port = 0) {
  const server = new WebSocketServer({ port, host: '127.0.0.1' })
  await once(server, 'listening')
  const requests: Request[] = []
  const answers: Record<string, (params: Record<string, unknown>) => Answer> = {
    'feed.subscribe': () => ({ result: emptyPicture }),
    'monitor.sweep': () => ({ result: { ended: [] } }),
  }
  const greeting = { text: null as string | null }
  const owners: string[] = []

  server.on('connection', (socket) => {
    const send = (frame: object) => socket.send(JSON.stringify(frame))
    if (greeting.text !== null) socket.send(greeting.text)
    else send({ type: 'challenge', nonce: 'ab12' })
    socket.on('message', (data) => {
      const frame = JSON.parse(String(data))
      if (frame.type === 'auth') {
        owners.push(frame.owner)
        if (frame.proof === createHmac('sha256', SECRET).update('ab12').digest('hex'))
          return send({ type: 'welcome', now: 1 })
        send({ type: 'refused', reason: 'wrong-secret' })
        return socket.close(4001)
      }
      requests.push({ method: frame.method, params: frame.params })
      const answer = (answers[frame.method] ?? (() => ({ result: {} })))(frame.params)
      if (answer) send({ type: 'answer', id: frame.id, ...answer })
    })
  })
  const toAll = (act: (socket: WebSocket) => void) => {
    for (const socket of server.clients) act(socket)
  }
  const address: DemoAddress = {
    controlUrl: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/control`,
    secret: SECRET,
    lineExtension: '5001',
    line: { uri: 'sip:5001@x', wsUrl: 'ws://x', authUser: '5001', password: 'p', displayName: '', iceServers: [] },
  }
  return {
    address,
    port: (server.address() as AddressInfo).port,
    requests,
    answers,
    greeting,
    owners,
    named: (method: string) => requests.filter((request) => request.method === method),
    raw: (text: string) => toAll((socket) => socket.send(text)),
    event: (event: string, more: object) =>
      toAll((socket) => socket.send(JSON.stringify({ type: 'event', event, ...more }))),
    cut: () => toAll((socket) => socket.terminate()),
    close: () => {
      toAll((socket) => socket.terminate())
      return new Promise((resolve) => server.close(resolve))
    },
  }
}
export type FakeDemoPbx = Awaited<ReturnType<typeof fakeDemoPbx>>
