// An HTTP proxy before ARI that lets single requests go wrong; events pass.
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { connect, type Socket } from 'node:net'

/** reset: never sent. lost: executed, the answer lost. error: 500, not executed. errorAfter: 502, though executed. late: executed after 1.5 s, never answered. */
export const requestFaults = ['reset', 'lost', 'error', 'errorAfter', 'late'] as const
export type RequestFault = (typeof requestFaults)[number]

export type FaultyAri = {
  readonly port: number
  /** The next so many requests that match, as `METHOD /path?query`, go wrong in this way. */
  spoil(what: RegExp, fault: RequestFault, times?: number): void
  /** What went wrong so far. */
  spoilt(): number
  close(): Promise<void>
}

export async function openFaultyAri(target: number): Promise<FaultyAri> {
  const sockets = new Set<Socket>()
  let armed: { what: RegExp; fault: RequestFault; times: number } | null = null
  let count = 0

  const faultOf = (what: string): RequestFault | null => {
    if (!armed || armed.times === 0 || !armed.what.test(what)) return null
    armed.times -= 1
    count += 1
    return armed.fault
  }

  const forward = (asked: IncomingMessage, body: Buffer, answered: (answer: IncomingMessage) => void) => {
    const { method, url: path, headers } = asked
    const onward = request({ host: '127.0.0.1', port: target, method, path, headers, agent: false }, answered)
    onward.on('error', () => asked.socket.destroy())
    onward.end(body)
  }

  const serve = (asked: IncomingMessage, body: Buffer, reply: ServerResponse) => {
    const refuse = (status: number) => void reply.writeHead(status, { 'content-length': 0 }).end()
    const drop = () => void asked.socket.destroy()
    const executeThen = (then: () => void) =>
      forward(asked, body, (answer) => {
        answer.resume()
        answer.on('end', then)
      })
    switch (faultOf(`${asked.method} ${asked.url}`)) {
      case null:
        return forward(asked, body, (answer) => {
          reply.writeHead(answer.statusCode ?? 500, answer.headers)
          answer.pipe(reply)
        })
      case 'reset':
        return drop()
      case 'lost':
        return executeThen(drop)
      case 'error':
        return refuse(500)
      case 'errorAfter':
        return executeThen(() => refuse(502))
      case 'late':
        return void setTimeout(() => executeThen(drop), 1500)
    }
  }

  const server = createServer((asked, reply) => {
    const parts: Buffer[] = []
    asked.on('data', (part) => parts.push(part))
    asked.on('end', () => serve(asked, Buffer.concat(parts), reply))
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
  })
  server.on('upgrade', (asked, near: Socket, head) => {
    const far = connect(target, '127.0.0.1')
    sockets.add(far)
    for (const socket of [near, far]) socket.on('error', () => undefined)
    near.on('close', () => far.destroy())
    far.on('close', () => near.destroy())
    const rows = asked.rawHeaders.map((text, index) => (index % 2 === 0 ? `${text}: ` : `${text}\r\n`))
    far.write(`GET ${asked.url} HTTP/1.1\r\n${rows.join('')}\r\n`)
    far.write(head)
    near.pipe(far).pipe(near)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    spoil: (what, fault, times = 1) => {
      armed = { what, fault, times }
    },
    spoilt: () => count,
    close: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
