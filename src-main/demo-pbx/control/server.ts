// The HTTP server of the demo PBX: two WebSocket paths on loopback, everything else is 404.
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { isOwnOrigin } from './auth.ts'
import type { Connection, Wire } from './connection.ts'

// Larger than a frame may be, so that one a little too large is answered rather than cut off.
const MOST_PAYLOAD_BYTES = 256 * 1024

export type ServerParts = {
  readonly port: number // 0: any free one
  readonly onControl: (wire: Wire) => Connection
  readonly onSip: (socket: WebSocket) => void
  readonly log: (text: string) => void
}

export type Server = { readonly port: number; close(): Promise<void> }

/** Listens on 127.0.0.1 only. Rejects when the port is taken. */
export async function startServer(parts: ServerParts): Promise<Server> {
  const control = new WebSocketServer({ noServer: true, maxPayload: MOST_PAYLOAD_BYTES, perMessageDeflate: false })
  const sip = new WebSocketServer({
    noServer: true,
    maxPayload: MOST_PAYLOAD_BYTES,
    perMessageDeflate: false,
    handleProtocols: (protocols) => (protocols.has('sip') ? 'sip' : false),
  })
  const http = createServer((_request, response) => {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('Nothing here.\n')
  })
  control.on('connection', (socket) => attach(socket, parts))
  sip.on('connection', parts.onSip)

  http.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy())
    const status = refusal(request)
    if (status) return refuse(socket, status)
    const server = pathOf(request) === '/sip' ? sip : control
    server.handleUpgrade(request, socket, head, (opened) => server.emit('connection', opened, request))
  })
  http.on('clientError', (_error, socket) => refuse(socket, '400 Bad Request'))

  await new Promise<void>((resolve, reject) => {
    http.once('error', reject)
    http.listen(parts.port, '127.0.0.1', resolve)
  })
  return {
    port: (http.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        for (const socket of [...control.clients, ...sip.clients]) socket.terminate()
        http.close(() => resolve())
        http.closeAllConnections()
      }),
  }
}

function attach(socket: WebSocket, parts: ServerParts): void {
  const connection = parts.onControl({
    send: (text) => socket.send(text, () => undefined),
    bufferedBytes: () => socket.bufferedAmount,
    close: (code, reason) => socket.close(code, reason),
    terminate: () => socket.terminate(),
  })
  socket.on('message', (data, isBinary) => connection.received(isBinary ? null : data.toString()))
  socket.on('close', () => connection.closed())
  socket.on('error', (error) => parts.log(`a control socket failed: ${error.message}`))
}

function refusal(request: IncomingMessage): string | null {
  const path = pathOf(request)
  if (path !== '/sip' && path !== '/control') return '404 Not Found'
  if (!isOwnOrigin(request.headers.origin)) return '403 Forbidden'
  const offered = request.headers['sec-websocket-protocol']?.split(',').map((protocol) => protocol.trim()) ?? []
  return path === '/sip' && !offered.includes('sip') ? '400 Bad Request' : null
}

const pathOf = (request: IncomingMessage): string => (request.url ?? '').split('?')[0] ?? ''

function refuse(socket: Duplex, status: string): void {
  if (socket.writable) socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
  else socket.destroy()
}
