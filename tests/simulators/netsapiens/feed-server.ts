// The live feed of the simulated platform: Engine.IO 3 with Socket.IO 2 events over WebSocket, as port 8001 of a core speaks it.
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Clock, Stop } from '#main/demo-pbx/kit/time.ts'
import type { Faults } from './faults.ts'
import type { Row } from './rows.ts'

export type FeedServerParts = Pick<Clock, 'after'> & {
  readonly isGood: (bearer: string) => boolean
  readonly faults: () => Faults
  readonly sid: () => string
  readonly pingIntervalMs: number
  readonly pingTimeoutMs: number
}

export type FeedServer = {
  /** Takes the connections of one core. */
  readonly attach: (http: Server, core: number) => void
  readonly tell: (type: string, event: string, row: Row) => void
  readonly drop: () => void
  /** Types each connection has subscribed to, in order. */
  readonly subscriptions: () => readonly (readonly string[])[]
}

type Client = { readonly socket: WebSocket; readonly core: number; readonly types: string[]; beat: Stop }

export function createFeedServer(parts: FeedServerParts): FeedServer {
  const server = new WebSocketServer({ noServer: true, maxPayload: 64 * 1024, perMessageDeflate: false })
  const clients = new Set<Client>()
  let heldBack: (() => void) | null = null

  function welcome(socket: WebSocket, core: number) {
    const client: Client = { socket, core, types: [], beat: () => undefined }
    clients.add(client)
    socket.on('close', () => {
      client.beat()
      clients.delete(client)
    })
    socket.on('error', () => socket.terminate())
    socket.on('message', (data) => take(client, String(data)))
    const { pingIntervalMs: pingInterval, pingTimeoutMs: pingTimeout } = parts
    socket.send(`0${JSON.stringify({ sid: parts.sid(), upgrades: [], pingInterval, pingTimeout })}`)
    socket.send('40')
    beat(client)
  }
  // In Engine.IO 3 the client pings; one that is silent for longer than both times is cut.
  function beat(client: Client) {
    client.beat()
    client.beat = parts.after(parts.pingIntervalMs + parts.pingTimeoutMs, () => client.socket.terminate())
  }
  function take(client: Client, text: string) {
    if (text === '2') {
      client.socket.send('3')
      return beat(client)
    }
    if (!text.startsWith('42')) return
    const [name, data] = (safeJson(text.slice(2)) ?? []) as [unknown, Record<string, unknown> | undefined]
    if (name !== 'subscribe' || !data) return
    if (parts.isGood(String(data.bearer))) client.types.push(String(data.type))
    else client.socket.send(packet('status', { status: 'unauthorized' }))
  }
  function send(type: string, text: string) {
    for (const { socket, types } of clients) if (types.includes(type)) socket.send(text)
  }

  // Pairs are told backwards; one without a partner is not held for long.
  function holdBack(later: () => void) {
    const earlier = heldBack
    heldBack = earlier ? null : later
    if (earlier) {
      later()
      return earlier()
    }
    parts.after(30, () => {
      if (heldBack !== later) return
      heldBack = null
      later()
    })
  }

  return {
    attach: (http, core) =>
      http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
        const { feedAnswers, downCores } = parts.faults()
        const isFeed = request.url?.startsWith('/socket.io/?') && request.url.includes('EIO=3')
        if (feedAnswers !== null) socket.end(`HTTP/1.1 ${feedAnswers} No Feed\r\ncontent-length: 0\r\n\r\n`)
        else if (!isFeed || downCores.includes(core)) socket.destroy()
        else server.handleUpgrade(request, socket, head, (opened) => welcome(opened, core))
      }),
    tell: (type, event, row) => {
      const text = packet(event, row)
      const now = () => {
        send(type, text)
        if (parts.faults().duplicate) send(type, text)
      }
      if (parts.faults().reorder) holdBack(now)
      else now()
    },
    drop: () => {
      for (const { socket, core } of clients)
        if (parts.faults().downCores.length === 0 || parts.faults().downCores.includes(core)) socket.terminate()
    },
    subscriptions: () => [...clients].map(({ types }) => types),
  }
}

const packet = (event: string, data: object): string => `42${JSON.stringify([event, data])}`

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
