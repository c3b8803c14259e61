// Each fault before the PBX's HTTP server is what it says: done or not, answered or not, and the events go on or not.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import type { Fault } from '../../faults/wire/fault.ts'
import { type FaultyWire, openHttpProxy } from '../../faults/wire/http-proxy.ts'
import { createInjector, type Injector } from '../../faults/wire/injector.ts'

let done: string[]
let pbx: Awaited<ReturnType<typeof openPbx>>
let injector: Injector
let proxy: FaultyWire

async function openPbx() {
  const server = createServer((asked, reply) => {
    done.push(`${asked.method} ${asked.url}`)
    reply.writeHead(200, { 'content-type': 'text/plain' }).end('it is done')
  })
  const sockets = new WebSocketServer({ server })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    tell: (text: string) => {
      for (const socket of sockets.clients) socket.send(text)
    },
    heard: () => sockets.clients.size,
    close: () => {
      for (const socket of sockets.clients) socket.terminate()
      server.closeAllConnections()
      server.close()
    },
  }
}

beforeEach(async () => {
  done = []
  pbx = await openPbx()
  injector = createInjector(() => performance.now())
  proxy = await openHttpProxy(pbx.port, injector, {
    request: (method, path) => `${method} ${path}`,
    event: (text) => text,
  })
})
afterEach(async () => {
  await proxy.close()
  pbx.close()
})

const ask = (path = '/a'): Promise<string> =>
  fetch(`http://127.0.0.1:${proxy.port}${path}`, { signal: AbortSignal.timeout(700) }).then(
    async (reply) => `${reply.status} ${await reply.text()}`,
    (cause: Error) => (cause.name === 'TimeoutError' ? 'no answer' : 'no connection'),
  )

async function listen(): Promise<{ readonly told: string[]; readonly socket: WebSocket; isOpen(): boolean }> {
  const socket = new WebSocket(`ws://127.0.0.1:${proxy.port}/events`)
  const told: string[] = []
  socket.on('message', (data) => told.push(String(data)))
  socket.on('error', () => undefined)
  await new Promise((resolve) => socket.once('open', resolve))
  return { told, socket, isOpen: () => socket.readyState === WebSocket.OPEN }
}

const arm = (name: string, fault: Fault, nth = 1) => injector.arm({ name, nth, fault })

describe('a request', () => {
  it('passes as it is, and so do those before and after the one that is meant', async () => {
    arm('GET /a', 'error', 2)
    expect([await ask(), await ask(), await ask(), await ask('/b')]).toEqual([
      '200 it is done',
      '500 ',
      '200 it is done',
      '200 it is done',
    ])
    expect(injector.seen().map(({ name, nth }) => `${name}.${nth}`)).toEqual([
      'GET /a.1',
      'GET /a.2',
      'GET /a.3',
      'GET /b.1',
    ])
    expect(injector.metAt()).not.toBeNull()
  })

  it.each([
    ['reset', 'no connection', 0],
    ['lost', 'no connection', 1],
    ['error', '500 ', 0],
    ['error-after', '503 ', 1],
    ['not-found', '404 ', 0],
    ['late', 'no answer', 1],
    ['frozen', 'no answer', 0],
    ['events-cut', '200 it is done', 1],
  ] as const)('%s: the console sees "%s", and the PBX has done it %i times', async (fault, answer, times) => {
    arm('GET /a', fault)
    expect(await ask()).toBe(answer)
    expect(done).toHaveLength(times)
    expect(await ask('/b')).toBe('200 it is done')
  })

  it('refused: for a second nobody is let in, afterwards everybody', async () => {
    arm('GET /a', 'refused')
    expect(await ask()).toBe('no connection')
    expect(await ask('/b')).toBe('no connection')
    expect(done).toEqual([])
    await expect.poll(() => ask('/b'), { timeout: 3000 }).toBe('200 it is done')
  })

  it('slow: done a while after it was given up', async () => {
    arm('GET /a', 'slow')
    expect(await ask()).toBe('no answer')
    expect(done).toEqual([])
    await expect.poll(() => done, { timeout: 3000 }).toEqual(['GET /a'])
  })
})

describe('the events', () => {
  it('go on while a request is refused, and are cut with events-cut, and may be opened again', async () => {
    const events = await listen()
    arm('GET /a', 'refused')
    await ask()
    pbx.tell('one')
    await expect.poll(() => events.told).toEqual(['one'])
    await expect.poll(() => ask('/b'), { timeout: 3000 }).toBe('200 it is done')
    arm('GET /a', 'events-cut')
    await ask()
    await expect.poll(events.isOpen).toBe(false)
    expect((await listen()).isOpen()).toBe(true)
  })

  it('freeze with what is open, pings included; a new socket hears everything', async () => {
    const events = await listen()
    let pongs = 0
    events.socket.on('pong', () => pongs++)
    events.socket.ping()
    await expect.poll(() => pongs).toBe(1)
    arm('GET /a', 'frozen')
    await ask()
    events.socket.ping()
    const other = await listen()
    pbx.tell('one')
    await expect.poll(() => other.told).toEqual(['one'])
    expect(events.told).toEqual([])
    expect(pongs).toBe(1)
    expect(events.isOpen()).toBe(true)
  })

  it.each([
    ['event-lost', ['two', 'three']],
    ['event-twice', ['one', 'one', 'two', 'three']],
  ] as const)('%s', async (fault, told) => {
    const events = await listen()
    arm('one', fault)
    for (const text of ['one', 'two', 'three']) pbx.tell(text)
    await expect.poll(() => events.told).toEqual(told)
  })

  it('event-late: it comes behind what came after it', async () => {
    const events = await listen()
    arm('one', 'event-late')
    for (const text of ['one', 'two']) pbx.tell(text)
    await expect.poll(() => events.told).toEqual(['two'])
    await expect.poll(() => events.told, { timeout: 4000 }).toEqual(['two', 'one'])
  })

  it('event-cut: the socket ends in its place', async () => {
    const events = await listen()
    arm('two', 'event-cut')
    for (const text of ['one', 'two']) pbx.tell(text)
    await expect.poll(events.isOpen).toBe(false)
    expect(events.told).toEqual(['one'])
    await expect.poll(pbx.heard).toBe(0)
  })
})

it('dies: what is open ends and nobody is let in any more', async () => {
  const events = await listen()
  proxy.die()
  await expect.poll(events.isOpen).toBe(false)
  expect(await ask()).toBe('no connection')
})
