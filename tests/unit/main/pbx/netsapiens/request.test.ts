// The requests to NetSapiens over real connections: what is frozen takes no other request with it, and an answer is read as it came.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { type HttpRequest, realRequest } from '#main/pbx/netsapiens/io.ts'

let server: Server
let open: Set<Socket>
let frozen: Set<Socket>
let answer: (request: IncomingMessage, response: ServerResponse, body: string) => void

beforeEach(async () => {
  open = new Set()
  frozen = new Set()
  answer = (_, response) => response.end('{}')
  server = createServer((request, response) => {
    let body = ''
    request.on('data', (part) => {
      body += String(part)
    })
    request.on('end', () => frozen.has(request.socket) || answer(request, response, body))
  })
  server.on('connection', (socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
})
afterEach(() => {
  server.closeAllConnections()
  server.close()
})

const ask = (more: Partial<HttpRequest> = {}) => {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/ns-api`
  return realRequest({ url, method: 'GET', headers: { accept: 'application/json' }, timeoutMs: 3000, ...more })
}

it('does not try one frozen connection after the other', async () => {
  const held: ServerResponse[] = []
  answer = (_, response) => held.push(response)
  const warm = [ask(), ask(), ask()]
  await vi.waitFor(() => expect(held).toHaveLength(3))
  answer = (_, response) => response.end('{}')
  for (const response of held) response.end('{}')
  await Promise.all(warm)
  for (const socket of open) frozen.add(socket)
  const lost = ask().catch((cause: Error) => cause.name)
  await vi.waitFor(() => expect(open.size).toBe(1), { timeout: 3000 })
  expect(await ask()).toMatchObject({ status: 200 })
  expect(await lost).toBe('TimeoutError')
}, 10_000)

it('sends what is asked, and reads status, text and cookies; a way elsewhere is not followed', async () => {
  answer = (request, response, body) => {
    response.writeHead(302, { location: '/login', 'set-cookie': ['a=1', 'b=2'] })
    response.end(`${request.method} ${request.headers['content-length']} ${body}`)
  }
  expect(await ask({ method: 'POST', body: 'grant=ü' })).toEqual({
    status: 302,
    text: 'POST 8 grant=ü',
    cookies: ['a=1', 'b=2'],
    location: '/login',
    date: expect.stringMatching(/GMT$/),
  })
})

it('gives up an answer that breaks off, or a server that is not there', async () => {
  answer = (request, response) => {
    response.writeHead(200, { 'content-length': '100' })
    response.write('{"half":')
    request.socket.destroy()
  }
  await expect(ask()).rejects.toThrow()
  await expect(ask({ url: 'http://127.0.0.1:9/' })).rejects.toThrow()
})
