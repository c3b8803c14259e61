// Leads the socket of a page that is served elsewhere (`npm run dev`) to the desk, which may be started anew beneath it.
import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { createObservable } from '#contract/observable.ts'
import { WALLBOARD_QUERY } from '#contract/windows.ts'
import type { PageState } from './browser-end.ts'
import { createEntrance, isOurHost, isOurOrigin, letIn } from './guard.ts'

/** Where the desk is now, and the session that was had for its key. */
export type DeskAddress = { readonly origin: string; readonly cookie: string }

/** Redeems the one-time key in the address the desk has printed. Rejects when it opens nothing. */
export async function enterDesk(address: string): Promise<DeskAddress> {
  const { headers, status } = await fetch(address, { redirect: 'manual' })
  const [cookie] = headers.get('set-cookie')?.split(';') ?? []
  if (!cookie) throw new Error(`the desk answered its own key with ${status}`)
  return { origin: new URL(address).origin, cookie }
}

export type DeskProxyParts = {
  readonly port: () => number // of the server this stands in
  readonly desk: () => DeskAddress | null // null: not up now
  readonly randomId: (bytes: number) => string
}

/** As guarded as the shell's own server: a page of the wide web may open a socket to loopback as well. */
export function createDeskProxy({ port, desk, randomId }: DeskProxyParts) {
  const entrance = createEntrance(randomId)
  const page = createObservable<PageState>('never')
  const open = new Set<Duplex>() // the windows
  return {
    page: { state: page.get, onChange: page.on },
    /** With a key in it that opens once. */
    address: () => `http://127.0.0.1:${port()}/?key=${entrance.key()}`,
    /** Redeems the key of an address and leads `/` to the page; true when that was the answer. */
    answer: (request: IncomingMessage, response: ServerResponse): boolean => {
      const [path, query] = (request.url ?? '/').split('?', 2)
      if (path !== '/') return false
      const cookie = entrance.redeem(new URLSearchParams(query).get('key'))
      if (!cookie) {
        request.url = '/browser.html'
        return false
      }
      letIn(response, request.headers, cookie)
      return true
    },
    upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
      const { headers, url } = request
      if (url !== '/desk' && url !== `/desk?${WALLBOARD_QUERY}`) return
      socket.on('error', () => socket.destroy())
      const ours = isOurHost(headers.host, port()) && isOurOrigin(headers.origin, port())
      const at = desk()
      if (!ours || !entrance.knows(headers)) refuse(socket, '403 Forbidden')
      else if (!at) refuse(socket, '503 Service Unavailable')
      else {
        forward(request, socket, head, at)
        open.add(socket)
        page.set('open')
        socket.once('close', () => {
          open.delete(socket)
          if (open.size === 0) page.set('gone')
        })
      }
    },
  }
}

function forward(request: IncomingMessage, socket: Duplex, head: Buffer, { origin, cookie }: DeskAddress): void {
  const headers = { ...request.headers, host: new URL(origin).host, origin, cookie }
  const asked = httpRequest(`${origin}${request.url}`, { headers })
  asked.on('error', () => refuse(socket, '502 Bad Gateway'))
  asked.on('response', () => refuse(socket, '502 Bad Gateway'))
  asked.on('upgrade', ({ rawHeaders }, upstream, first) => {
    const lines = rawHeaders.map((text, at) => (at % 2 === 0 ? `${text}: ` : `${text}\r\n`))
    socket.write(`HTTP/1.1 101 Switching Protocols\r\n${lines.join('')}\r\n`)
    socket.write(first)
    upstream.write(head)
    upstream.on('error', () => socket.destroy())
    upstream.on('close', () => socket.destroy())
    socket.on('close', () => upstream.destroy())
    upstream.pipe(socket).pipe(upstream)
  })
  asked.end()
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`)
}
