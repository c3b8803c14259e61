// The browser shell's server: the built page and the desk's socket, on loopback, for the one who has the key.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { MAX_FRAME_BYTES } from '#contract/channel.ts'
import { WALLBOARD_QUERY } from '#contract/windows.ts'
import type { WindowKind } from '#main/desk/windows.ts'
import { contentSecurityPolicy } from '#main/shell/page/content-security-policy.ts'
import { pageFile } from '#main/shell/page/page-files.ts'
import { pageHeaders } from '#main/shell/page/page-headers.ts'
import { createEntrance, type Entrance, isOurHost, isOurOrigin, letIn } from './guard.ts'
import { type Refusal, refusalPage, refusalPolicy, refusalText, type Speech } from './refusal-page.ts'

export type ServerParts = {
  readonly root: string // folder of the built renderer
  readonly port: number // 0: any free one
  readonly randomId: (bytes: number) => string
  /** Where the softphone connects; asked at every page. */
  readonly lineWsUrl: () => string | null
  /** Likewise: the set-up may change it. */
  readonly demoFloor: () => boolean
  /** How to speak to a person who may not have the console; asked each time. */
  readonly speech: () => Speech
  readonly onWindow: (socket: WebSocket, kind: WindowKind) => void
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
    const kind = windowKind(url)
    if (!ours || !kind || !entrance.knows(headers)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, socket, head, (opened) => parts.onWindow(opened, kind))
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

/** What the page at the other end may be; null for no address of the desk. */
function windowKind(url: string | undefined): WindowKind | null {
  if (url === '/desk') return 'console'
  return url === `/desk?${WALLBOARD_QUERY}` ? 'wallboard' : null
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
  const refuse = (status: number, refusal: Refusal) => sendRefusal(request, response, { status, refusal, ...parts })
  if (!isOurHost(headers.host, parts.port)) return refuse(403, 'otherHost')
  if (method !== 'GET' && method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD')
    return refuse(405, 'onlyGet')
  }
  const [path = '/', query = ''] = (request.url ?? '/').split('?', 2)
  const key = path === '/' ? new URLSearchParams(query).get('key') : null
  const cookie = parts.entrance.redeem(key)
  const policy = contentSecurityPolicy(parts.lineWsUrl(), parts.demoFloor() ? demoLine : [])
  if (cookie) {
    setHeaders(response, policy)
    return letIn(response, headers, cookie)
  }
  if (!parts.entrance.knows(headers)) return refuse(403, key === null ? 'noKey' : 'usedAddress')
  const file = await pageFile(parts.root, path === '/' ? '/browser.html' : path)
  if (!file) return refuse(404, 'noPage')
  setHeaders(response, policy)
  response.setHeader('Content-Type', file.type)
  response.end(method === 'HEAD' ? undefined : file.body)
}

type Refusing = Pick<ServerParts, 'speech'> & { readonly status: number; readonly refusal: Refusal }

/** A page for a person, a line of text for anything else. */
function sendRefusal(request: IncomingMessage, response: ServerResponse, { speech, status, refusal }: Refusing): void {
  const { accept = '', 'accept-language': asked } = request.headers
  const isPerson = accept.includes('text/html')
  setHeaders(response, refusalPolicy)
  response.statusCode = status
  response.setHeader('Content-Type', isPerson ? 'text/html; charset=utf-8' : 'text/plain; charset=utf-8')
  const body = (isPerson ? refusalPage : refusalText)(refusal, speech(), asked)
  response.end(request.method === 'HEAD' ? undefined : body)
}

function setHeaders(response: ServerResponse, policy: string): void {
  for (const [name, value] of Object.entries(pageHeaders(policy))) response.setHeader(name, value)
}
