// Each fault of a request on a socket is what it says, where requests, answers and events share one wire.
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { isOfLane } from '../../faults/demo-stage.ts'
import { demoNames } from '../../faults/wire/demo-names.ts'
import type { Fault } from '../../faults/wire/fault.ts'
import { type FaultyWire, openHttpProxy } from '../../faults/wire/http-proxy.ts'
import { createInjector, type Injector } from '../../faults/wire/injector.ts'
import { netsapiensNames } from '../../faults/wire/netsapiens-names.ts'

let done: string[]
let server: WebSocketServer
let proxy: FaultyWire
let injector: Injector

beforeEach(async () => {
  done = []
  server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  server.on('connection', (socket) =>
    socket.on('message', (data) => {
      const { id, method } = JSON.parse(String(data)) as { id: number; method: string }
      done.push(method)
      socket.send(JSON.stringify({ type: 'answer', id, result: method }))
    }),
  )
  await new Promise((resolve) => server.once('listening', resolve))
  injector = createInjector(() => performance.now())
  proxy = await openHttpProxy(
    (server.address() as AddressInfo).port,
    injector,
    demoNames(() => true),
  )
})
afterEach(async () => {
  await proxy.close()
  for (const socket of server.clients) socket.terminate()
  server.close()
})

async function connected() {
  const socket = new WebSocket(`ws://127.0.0.1:${proxy.port}/control`)
  const read: string[] = []
  socket.on('error', () => undefined)
  socket.on('message', (data) => {
    const { id, result, error } = JSON.parse(String(data)) as { id: number; result?: string; error?: { code: string } }
    read.push(`${id} ${result ?? error?.code}`)
  })
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  let ids = 0
  const ask = (method: string) => socket.send(JSON.stringify({ type: 'request', id: ++ids, method, params: {} }))
  return { read, ask, isOpen: () => socket.readyState === WebSocket.OPEN }
}

const arm = (fault: Fault) => injector.arm({ name: 'demo-monitor.end', nth: 1, fault })

it.each([
  ['error', ['1 internal', '2 stats'], ['stats']],
  ['not-found', ['1 unknown-monitor', '2 stats'], ['stats']],
  ['error-after', ['1 unavailable', '2 stats'], ['monitor.end', 'stats']],
  ['lost', ['2 stats'], ['monitor.end', 'stats']],
  ['late', ['2 stats'], ['monitor.end', 'stats']],
  ['slow', ['2 stats'], ['stats']],
] as const)('%s: %j is read, and %j done by then', async (fault, answers, acts) => {
  const { read, ask, isOpen } = await connected()
  arm(fault)
  ask('monitor.end')
  ask('stats')
  await expect.poll(() => [...read].sort()).toEqual(answers)
  expect(done).toEqual(acts)
  expect(isOpen()).toBe(true)
})

it.each([
  ['reset', []],
  ['refused', []],
  ['events-cut', ['monitor.end']],
] as const)('%s: the socket is gone, and %j done', async (fault, acts) => {
  const { read, ask, isOpen } = await connected()
  arm(fault)
  ask('monitor.end')
  await expect.poll(isOpen).toBe(false)
  expect([read, done]).toEqual([[], acts])
  await expect
    .poll(
      () =>
        connected().then(
          (one) => one.isOpen(),
          () => false,
        ),
      { timeout: 3000 },
    )
    .toBe(true)
})

it('frozen: the socket stays and is silent', async () => {
  const { read, ask, isOpen } = await connected()
  arm('frozen')
  ask('monitor.end')
  ask('stats')
  const other = await connected()
  other.ask('stats')
  await expect.poll(() => other.read).toEqual(['1 stats'])
  expect([read, isOpen(), done]).toEqual([[], true, ['stats']])
})

it('counts neither the question whether anybody is there nor an answer', async () => {
  const { read, ask } = await connected()
  injector.arm(null)
  ask('ping')
  ask('stats')
  await expect.poll(() => read).toHaveLength(2)
  expect(injector.seen()).toEqual([{ name: 'demo-stats', nth: 1, kind: 'request' }])
})

it('names what passes between a console and a NetSapiens platform', () => {
  const names = netsapiensNames((text) => text.includes('"1"'))
  expect(names.request('POST', '/portal/calls/tap/20220.o@core1')).toBe('ns-post-portal-calls-tap')
  expect(names.request('GET', '/ns-api/v2/domains/~/calls')).toBe('ns-get-ns-api-domains-calls')
  expect(names.request('GET', '/')).toBeNull()
  expect(names.event('42["call",{"id":"1"}]')).toBe('ns-event-call')
  expect(names.event('42["call",{"id":"2"}]')).toBeNull()
  expect(names.event('3')).toBeNull()
})

it('knows what is about a lane: its agents, its line and its calls, not what only looks like them', () => {
  const calls = [{ demoId: 'call-77' }]
  const isOurs = isOfLane({ first: '1001', second: '1002' }, '5001', calls)
  for (const text of ['{"ext":"1002"}', '"sip:5001wp@site"', '{"id":"call-77"}', '1001@site'])
    expect(isOurs(text)).toBe(true)
  for (const text of ['{"ext":"1003"}', '"51001"', '{"id":"call-78"}', '{"at":10011}']) expect(isOurs(text)).toBe(false)
})

it('counts no levels: ten a second come for the meters', () => {
  const names = demoNames(() => true)
  expect(names.event('{"type":"event","event":"call"}')).toBe('demo-event-call')
  expect(names.event('{"type":"event","event":"levels"}')).toBeNull()
})
