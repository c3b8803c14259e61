// A proxy before the PBX's HTTP server and its event sockets: what passes has a name, and one of it goes wrong as it is told.
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { lateAnswerMs, type RequestFault, refusedForMs, slowRequestMs } from './fault.ts'
import type { Injector } from './injector.ts'
import { openSocketProxy } from './socket-proxy.ts'

export type FaultyWire = {
  readonly port: number
  /** Refuses everything from now on, as for a console that has died. */
  die(): void
  close(): Promise<void>
}

export type HttpNames = {
  request(method: string, path: string): string | null // null: it always passes, uncounted
  event(text: string): string | null
  /** Of a message from the console on the socket, where requests go that way. */
  sent?(text: string): { readonly name: string; readonly id: string } | null
  /** Whose answer this is. */
  answers?(text: string): string | null
  refusal?(id: string, fault: 'error' | 'error-after' | 'not-found'): string
}

export async function openHttpProxy(target: number, injector: Injector, names: HttpNames): Promise<FaultyWire> {
  const near = new Set<Socket>()
  const frozen = new WeakSet<Socket>()
  const events = openSocketProxy(target, injector, names, () => void refuse(refusedForMs))
  let port = 0
  let isDead = false

  const refuse = async (forMs: number | null) => {
    server.close()
    for (const socket of near) if (!events.holds(socket)) socket.destroy()
    if (forMs === null) return
    setTimeout(() => isDead || server.listening || server.listen(port, '127.0.0.1'), forMs)
  }
  const freeze = () => {
    for (const socket of near) frozen.add(socket)
    events.freeze()
  }

  const serve = (asked: IncomingMessage, body: Buffer, reply: ServerResponse) => {
    if (frozen.has(asked.socket)) return
    const drop = () => void asked.socket.destroy()
    const answer = (status: number) => {
      if (!frozen.has(asked.socket)) reply.writeHead(status, { 'content-length': 0 }).end()
    }
    const pass = () =>
      forward(target, asked, body, (status, headers, text) => {
        if (!frozen.has(asked.socket) && !reply.destroyed) reply.writeHead(status, headers).end(text)
      })
    const thenDo = (then: () => void) => forward(target, asked, body, then)
    const name = names.request(asked.method ?? '', asked.url ?? '')
    const fault: RequestFault | null = name === null ? null : injector.request(name)
    switch (fault) {
      case null:
        return pass()
      case 'refused':
        return void refuse(refusedForMs)
      case 'reset':
        return drop()
      case 'lost':
        return thenDo(drop)
      case 'error':
        return answer(500)
      case 'error-after':
        return thenDo(() => answer(503))
      case 'not-found':
        return answer(404)
      case 'late':
        return forward(target, asked, body, (status, headers, text) => {
          setTimeout(() => reply.destroyed || reply.writeHead(status, headers).end(text), lateAnswerMs)
        })
      case 'slow':
        return void setTimeout(() => thenDo(drop), slowRequestMs)
      case 'frozen':
        return freeze()
      case 'events-cut':
        events.cut()
        return pass()
    }
  }

  const server = createServer((asked, reply) => {
    const parts: Buffer[] = []
    asked.on('data', (part) => parts.push(part))
    asked.on('end', () => serve(asked, Buffer.concat(parts), reply))
  })
  server.keepAliveTimeout = 60_000 // who closes first is the console's business
  server.on('connection', (socket) => {
    near.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => near.delete(socket))
  })
  server.on('upgrade', events.upgrade)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
  const die = () => {
    isDead = true
    void refuse(null)
    events.cut()
  }
  return {
    port,
    die,
    close: async () => {
      die()
      for (const socket of near) socket.destroy()
    },
  }
}

type Answered = (status: number, headers: IncomingMessage['headers'], text: Buffer) => void

/** Does it, on a connection of its own; where the PBX itself does not answer, neither does the proxy. */
function forward(target: number, asked: IncomingMessage, body: Buffer, answered: Answered): void {
  const { method, url: path } = asked
  const headers = { ...asked.headers, connection: 'close' }
  const onward = request({ host: '127.0.0.1', port: target, method, path, headers, agent: false }, (answer) => {
    const parts: Buffer[] = []
    answer.on('data', (part) => parts.push(part))
    answer.on('end', () => {
      const { connection: _, 'transfer-encoding': __, ...kept } = answer.headers
      const text = Buffer.concat(parts)
      answered(answer.statusCode ?? 500, { ...kept, 'content-length': String(text.length) }, text)
    })
  })
  onward.on('error', () => asked.socket.destroy())
  onward.end(body)
}
