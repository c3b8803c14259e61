// Each fault before AMI is what it says: done or not, answered or not, and what becomes of the one connection that carries all.
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openAmiProxy } from '../../faults/wire/ami-proxy.ts'
import type { Fault } from '../../faults/wire/fault.ts'
import type { FaultyWire } from '../../faults/wire/http-proxy.ts'
import { createInjector, type Injector } from '../../faults/wire/injector.ts'

let done: string[]
let injector: Injector
let proxy: FaultyWire
let pbx: { readonly port: number; tell(event: string): void; close(): void }

/** Answers every action by a list of one row. */
async function openPbx() {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.write('Asterisk Call Manager/9.0\r\n')
    socket.on('data', (bytes) => {
      for (const block of String(bytes).split('\r\n\r\n').filter(Boolean)) {
        const id = /ActionID: (.*)/.exec(block)?.[1]?.trim()
        done.push(/Action: (\w+)/.exec(block)?.[1] ?? '')
        socket.write(`Response: Success\r\nActionID: ${id}\r\n\r\nEvent: Row\r\nActionID: ${id}\r\n\r\n`)
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    tell: (event: string) => {
      for (const socket of sockets) socket.write(`Event: ${event}\r\nChannel: PJSIP/1001-00000001\r\n\r\n`)
    },
    close: () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

/** What the console reads, a word a block: `Response: Success`, `Event: Hangup`. */
async function console() {
  const socket = connect(proxy.port, '127.0.0.1')
  const read: string[] = []
  let isOpen = true
  let pending = ''
  socket.on('error', () => undefined)
  socket.on('close', () => {
    isOpen = false
  })
  socket.on('data', (bytes) => {
    pending += String(bytes)
    const blocks = pending.split('\r\n\r\n')
    pending = blocks.pop() ?? ''
    for (const block of blocks) read.push(block.replace('Asterisk Call Manager/9.0\r\n', '').split('\r\n')[0] ?? '')
  })
  await new Promise((resolve) => socket.once('data', resolve))
  let ids = 0
  const act = (name: string) => void socket.write(`Action: ${name}\r\nActionID: ${++ids}\r\n\r\n`)
  return { read, act, isOpen: () => isOpen }
}

beforeEach(async () => {
  done = []
  pbx = await openPbx()
  injector = createInjector(() => performance.now())
  proxy = await openAmiProxy(pbx.port, injector, (block) => block.includes('PJSIP/1001-'))
})
afterEach(async () => {
  await proxy.close()
  pbx.close()
})

const arm = (name: string, fault: Fault, nth = 1) => injector.arm({ name, nth, fault })
const whole = ['Response: Success', 'Event: Row']

describe('an action', () => {
  it('passes as it is; whether anybody is there is asked uncounted', async () => {
    const { read, act } = await console()
    injector.arm(null)
    act('Ping')
    act('Hangup')
    await expect.poll(() => read).toEqual([...whole, ...whole])
    expect(injector.seen().map(({ name }) => name)).toEqual(['ami-Hangup'])
  })

  it.each([
    ['error', ['Response: Error'], 0],
    ['not-found', ['Response: Error'], 0],
    ['error-after', ['Response: Error'], 1],
  ] as const)('%s: answered by %j, and done %i times', async (fault, answer, times) => {
    const { read, act, isOpen } = await console()
    arm('ami-Hangup', fault)
    act('Hangup')
    act('Getvar')
    await expect.poll(() => read.length).toBe(answer.length + whole.length)
    expect(read.filter((line) => line === 'Response: Error')).toEqual(answer)
    expect(done.filter((name) => name === 'Hangup')).toHaveLength(times)
    expect(isOpen()).toBe(true)
  })

  it.each([
    ['lost', 1],
    ['late', 1],
    ['slow', 0],
  ] as const)('%s: not answered while others are, and by then done %i times', async (fault, times) => {
    const { read, act } = await console()
    arm('ami-Hangup', fault)
    act('Hangup')
    act('Getvar')
    await expect.poll(() => read).toEqual(whole)
    expect(done.filter((name) => name === 'Hangup')).toHaveLength(times)
  })

  it.each([
    ['reset', 0],
    ['events-cut', 1],
  ] as const)('%s: the connection is gone, and it was done %i times', async (fault, times) => {
    const { act, isOpen } = await console()
    arm('ami-Hangup', fault)
    act('Hangup')
    await expect.poll(isOpen).toBe(false)
    expect(done).toHaveLength(times)
    expect((await console()).isOpen()).toBe(true)
  })

  it('refused: for a second nobody is let in', async () => {
    const { act, isOpen } = await console()
    arm('ami-Hangup', 'refused')
    act('Hangup')
    await expect.poll(isOpen).toBe(false)
    const refused = await new Promise((resolve) => connect(proxy.port, '127.0.0.1').once('error', resolve))
    expect(refused).toMatchObject({ code: 'ECONNREFUSED' })
    expect(done).toEqual([])
  })

  it('frozen: the connection stays and is silent; a new one works', async () => {
    const old = await console()
    arm('ami-Hangup', 'frozen')
    old.act('Hangup')
    old.act('Getvar')
    const fresh = await console()
    fresh.act('Getvar')
    await expect.poll(() => fresh.read).toEqual(whole)
    expect([old.read, old.isOpen(), done]).toEqual([[], true, ['Getvar']])
  })
})

describe('an event', () => {
  it.each([
    ['event-lost', ['Event: Hold']],
    ['event-twice', ['Event: Hangup', 'Event: Hangup', 'Event: Hold']],
  ] as const)('%s', async (fault, told) => {
    const { read } = await console()
    arm('ami-event-Hangup', fault)
    pbx.tell('Hangup')
    pbx.tell('Hold')
    await expect.poll(() => read).toEqual(told)
  })

  it('event-late: it comes behind what came after it', async () => {
    const { read } = await console()
    arm('ami-event-Hangup', 'event-late')
    pbx.tell('Hangup')
    pbx.tell('Hold')
    await expect.poll(() => read, { timeout: 4000 }).toEqual(['Event: Hold', 'Event: Hangup'])
  })

  it('event-cut: the connection ends in its place', async () => {
    const { read, isOpen } = await console()
    arm('ami-event-Hangup', 'event-cut')
    pbx.tell('Hangup')
    await expect.poll(isOpen).toBe(false)
    expect(read).toEqual([])
  })
})
