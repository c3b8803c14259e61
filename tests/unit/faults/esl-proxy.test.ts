// Each fault before an Event Socket is what it says, on the one stream that carries answers, ends of jobs and events in order.
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { eslFrames } from '../../faults/wire/esl-frames.ts'
import { openEslProxy } from '../../faults/wire/esl-proxy.ts'
import type { Fault } from '../../faults/wire/fault.ts'
import type { FaultyWire } from '../../faults/wire/http-proxy.ts'
import { createInjector, type Injector } from '../../faults/wire/injector.ts'
import { openSession } from '../../simulators/freeswitch/session.ts'

let done: string[]
let injector: Injector
let proxy: FaultyWire
let pbx: { readonly port: number; tell(name: string): void; close(): void }

/** The simulated one's own sessions, which do nothing but write down. */
async function openPbx() {
  const sockets = new Set<Socket>()
  const sessions = new Set<ReturnType<typeof openSession>>()
  let ids = 0
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    const session = openSession({
      password: 'ClueCon',
      run: async (command) => {
        done.push(command)
        return `+OK ${command}\n`
      },
      now: Date.now,
      after: (ms, run) => setTimeout(run, ms),
      faults: () => ({ refuse: [], mute: [], ignore: [], lateMs: 0, twice: [], lose: [] }),
      randomId: () => `job-${++ids}`,
      write: (bytes) => void socket.write(bytes),
      close: () => socket.end(),
    })
    sessions.add(session)
    socket.on('data', (bytes) => session.read(String(bytes)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    tell: (name: string) => {
      for (const session of sessions) session.tell({ 'Event-Name': name, 'Unique-ID': 'ours' })
    },
    close: () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

/** What the console reads: an answer's text, a job's end, or an event's name. */
async function console() {
  const socket = connect(proxy.port, '127.0.0.1')
  const read: string[] = []
  let isOpen = true
  socket.on('error', () => undefined)
  socket.on('close', () => {
    isOpen = false
  })
  const text = ({ type, head, body }: Parameters<Parameters<typeof eslFrames>[0]>[0]): string => {
    if (type === 'command/reply') return /Reply-Text: (.*)/.exec(head)?.[1] ?? ''
    if (type !== 'text/event-json') return body.trim() || type
    const event = JSON.parse(body) as Record<string, string>
    return (event._body ?? event['Event-Name'] ?? '').trim()
  }
  socket.on(
    'data',
    eslFrames((frame) => read.push(text(frame))),
  )
  const send = (command: string) => void socket.write(`${command}\n\n`)
  send('auth ClueCon')
  send('event json CHANNEL_HOLD CHANNEL_ANSWER BACKGROUND_JOB')
  await expect.poll(() => read.length).toBe(3)
  read.length = 0
  return { read, send, isOpen: () => isOpen }
}

beforeEach(async () => {
  done = []
  pbx = await openPbx()
  injector = createInjector(() => performance.now())
  proxy = await openEslProxy(pbx.port, injector, (event) => event['Unique-ID'] === 'ours')
})
afterEach(async () => {
  await proxy.close()
  pbx.close()
})

const arm = (name: string, fault: Fault) => injector.arm({ name, nth: 1, fault })

describe('a command', () => {
  it('passes as it is; whether anybody is there is asked uncounted', async () => {
    const { read, send } = await console()
    injector.arm(null)
    send('bgapi status')
    send('api uuid_kill a')
    send('api callcenter_config queue list members sales@default')
    send('api show calls as json')
    await expect.poll(() => read.length).toBe(5)
    expect(injector.seen().map(({ name }) => name)).toEqual([
      'esl-api-uuid_kill',
      'esl-api-callcenter_config-queue-list',
      'esl-api-show-calls',
    ])
  })

  it.each([
    ['error', '-ERR no reply', 0],
    ['not-found', '-ERR No such channel!', 0],
    ['error-after', '-ERR no reply', 1],
  ] as const)('%s: answered in its turn by %s, and done %i times', async (fault, words, times) => {
    const { read, send, isOpen } = await console()
    arm('esl-api-uuid_kill', fault)
    send('api uuid_exists a')
    send('api uuid_kill a')
    send('api uuid_exists b')
    await expect.poll(() => read).toEqual(['+OK uuid_exists a', words, '+OK uuid_exists b'])
    expect(done.filter((command) => command.startsWith('uuid_kill'))).toHaveLength(times)
    expect(isOpen()).toBe(true)
  })

  it.each([
    ['lost', 1],
    ['frozen', 0],
  ] as const)('%s: done %i times, and the connection is silent for good; a new one works', async (fault, times) => {
    const old = await console()
    arm('esl-api-uuid_kill', fault)
    old.send('api uuid_kill a')
    await expect.poll(() => done.length).toBe(times)
    const fresh = await console()
    old.send('api uuid_exists a')
    fresh.send('api uuid_exists b')
    await expect.poll(() => fresh.read).toEqual(['+OK uuid_exists b'])
    expect([old.read, old.isOpen()]).toEqual([[], true])
  })

  it.each([
    ['late', 1],
    ['slow', 0],
  ] as const)('%s: what is behind it waits, and so far it was done %i times', async (fault, times) => {
    const { read, send } = await console()
    arm('esl-api-uuid_kill', fault)
    send('api uuid_kill a')
    await expect.poll(() => done.length).toBe(times)
    send('api uuid_exists a')
    pbx.tell('CHANNEL_HOLD')
    const fresh = await console()
    fresh.send('api uuid_exists b')
    await expect.poll(() => fresh.read).toEqual(['+OK uuid_exists b'])
    expect(read).toEqual(fault === 'slow' ? ['CHANNEL_HOLD'] : [])
    expect(done.filter((command) => command.startsWith('uuid_kill'))).toHaveLength(times)
  })

  it.each([
    ['reset', 0],
    ['events-cut', 1],
  ] as const)('%s: the connection is gone, and it was done %i times', async (fault, times) => {
    const { send, isOpen } = await console()
    arm('esl-api-uuid_kill', fault)
    send('api uuid_kill a')
    await expect.poll(isOpen).toBe(false)
    expect(done).toHaveLength(times)
    expect((await console()).isOpen()).toBe(true)
  })

  it('refused: for a second nobody is let in', async () => {
    const { send, isOpen } = await console()
    arm('esl-api-uuid_kill', 'refused')
    send('api uuid_kill a')
    await expect.poll(isOpen).toBe(false)
    const refused = await new Promise((resolve) => connect(proxy.port, '127.0.0.1').once('error', resolve))
    expect([refused, done]).toMatchObject([{ code: 'ECONNREFUSED' }, []])
  })

  it('error of a password: the PBX says why it hangs up, and does', async () => {
    arm('esl-auth', 'error')
    const socket = connect(proxy.port, '127.0.0.1')
    let read = ''
    socket.on('data', (bytes) => {
      read += String(bytes)
    })
    socket.write('auth ClueCon\n\n')
    await new Promise((resolve) => socket.once('close', resolve))
    expect(read).toContain('text/rude-rejection')
  })
})

describe('a job', () => {
  it.each([
    ['error', ['+OK Job-UUID: job-1', '-ERR NORMAL_TEMPORARY_FAILURE'], 0],
    ['not-found', ['+OK Job-UUID: job-1', '-ERR SUBSCRIBER_ABSENT'], 0],
    ['error-after', ['+OK Job-UUID: job-1', '-ERR NORMAL_TEMPORARY_FAILURE'], 1],
    ['lost', ['+OK Job-UUID: job-1'], 1],
    ['late', ['+OK Job-UUID: job-1'], 1],
  ] as const)('%s: it is taken, its end is %j, and it was done %i times', async (fault, told, times) => {
    const { read, send } = await console()
    arm('esl-bgapi-originate', fault)
    send('bgapi originate user/1001 &park')
    await expect.poll(() => read).toEqual(told)
    send('api uuid_exists a')
    await expect.poll(() => read).toEqual([...told, '+OK uuid_exists a'])
    expect(done.filter((command) => command.startsWith('originate'))).toHaveLength(times)
  })
})

describe('an event', () => {
  it.each([
    ['event-lost', ['CHANNEL_ANSWER']],
    ['event-twice', ['CHANNEL_HOLD', 'CHANNEL_HOLD', 'CHANNEL_ANSWER']],
  ] as const)('%s', async (fault, told) => {
    const { read } = await console()
    arm('esl-event-CHANNEL_HOLD', fault)
    pbx.tell('CHANNEL_HOLD')
    pbx.tell('CHANNEL_ANSWER')
    await expect.poll(() => read).toEqual(told)
  })

  it('event-late: it comes behind what came after it', async () => {
    const { read } = await console()
    arm('esl-event-CHANNEL_HOLD', 'event-late')
    pbx.tell('CHANNEL_HOLD')
    pbx.tell('CHANNEL_ANSWER')
    await expect.poll(() => read, { timeout: 4000 }).toEqual(['CHANNEL_ANSWER', 'CHANNEL_HOLD'])
  })

  it('event-cut: the connection ends in its place', async () => {
    const { read, isOpen } = await console()
    arm('esl-event-CHANNEL_HOLD', 'event-cut')
    pbx.tell('CHANNEL_HOLD')
    await expect.poll(isOpen).toBe(false)
    expect(read).toEqual([])
  })
})
