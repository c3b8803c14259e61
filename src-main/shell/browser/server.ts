// The browser shell's server: the built page and the desk's socket, on loopback, for the one who has the key.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { MAX_FRAME_BYTES } from '#contract/channel.ts'
import { contentSecurityPolicy } from '#main/shell/page/content-security-policy.ts'
import { pageFile } from '#main/shell/page/page-files.ts'
import { pageHeaders } from '#main/shell/page/page-headers.ts'
import { createEntrance, type Entrance, isOurHost, isOurOrigin } from './guard.ts'

export type ServerParts = {
  readonly root: string // folder of the built renderer
  readonly port: number // 0: any free one
  readonly randomId: (bytes: number) => string
  /** Where the softphone connects; asked at every page. */
  readonly lineWsUrl: () => string | null
  readonly demoFloor: boolean
  readonly onWindow: (socket: WebSocket) => void
}

export type ShellServer = {
  /** With a key in it that opens once; with another when that has been used. */
  readonly address: () => string
  readonly close: () => Promise<void>
}

/** Rejects when the port cannot be had. */
export async function startServer(parts: ServerParts): Promise<ShellServer> {
  const entrance = createEntrance(parts.randomId)
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES, perMessageDeflate: false })
  const portNow = () => (server.address() as AddressInfo | null)?.port ?? 0
  const server = createServer((request, response) => {
    void answer(request, response, { ...parts, entrance, port: portNow() })
  })
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy())
    const { headers, url } = request
    const ours = isOurHost(headers.host, portNow()) && isOurOrigin(headers.origin, portNow())
    if (!ours || url !== '/desk' || !entrance.knows(headers)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, socket, head, parts.onWindow)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(parts.port, '127.0.0.1', resolve)
  })
  return {
    address: () => `http://127.0.0.1:${portNow()}/?key=${entrance.key()}`,
    close: async () => {
      for (const socket of sockets.clients) socket.terminate()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** One sentence: what to do about the port. `wanted`: what EARSHOT_PORT says. */
export function whyNotListening({ code, message }: NodeJS.ErrnoException, wanted: string | undefined): string {
  const remedy = 'Set EARSHOT_PORT to another port, or unset it to use a free one.'
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${wanted} is in use by another program. ${remedy}`
    case 'EACCES':
      return `You are not allowed to use port ${wanted}. ${remedy}`
    case 'ERR_SOCKET_BAD_PORT':
      return `EARSHOT_PORT=${wanted} is not a port from 0 to 65535. ${remedy}`
    default:
      return `The console cannot listen on this computer: ${message}. ${remedy}`
  }
}

type Answering = ServerParts & { readonly entrance: Entrance; readonly port: number }

// The page loads once, before the demo PBX has a port or after it has got another; Electron loads it anew under another policy.
const demoLine = ['ws://127.0.0.1:*']

async function answer(request: IncomingMessage, response: ServerResponse, parts: Answering): Promise<void> {
  const { method, headers } = request
  const policy = contentSecurityPolicy(parts.lineWsUrl(), parts.demoFloor ? demoLine : [])
  for (const [name, value] of Object.entries(pageHeaders(policy))) response.setHeader(name, value)
  if (!isOurHost(headers.host, parts.port)) return say(response, 403, 'This is not the address of the console.')
  if (method !== 'GET' && method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD')
    return say(response, 405, 'The console only answers GET.')
  }
  const [path = '/', query = ''] = (request.url ?? '/').split('?', 2)
  const cookie = parts.entrance.redeem(path === '/' ? new URLSearchParams(query).get('key') : null)
  if (cookie) {
    // The key leaves the address bar and the history at once.
    response.setHeader('Set-Cookie', cookie)
    response.setHeader('Location', '/')
    return say(response, 303, 'Opening the console.')
  }
  if (!parts.entrance.knows(headers)) {
    return say(response, 403, 'This address has already been used. Start the console again to get a new one.')
  }
  const file = await pageFile(parts.root, path === '/' ? '/browser.html' : path)
  if (!file) return say(response, 404, 'This page does not exist.')
  response.setHeader('Content-Type', file.type)
  response.end(method === 'HEAD' ? undefined : file.body)
}

function say(response: ServerResponse, status: number, sentence: string) {
  response.statusCode = status
  response.setHeader('Content-Type', 'text/plain; charset=utf-8')
  response.end(`${sentence}\n`)
}
