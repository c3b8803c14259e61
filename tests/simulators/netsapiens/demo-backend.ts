// The demo PBX behind the simulated platform, by its own control socket: its floor, its ringing, its mixer.
import { createHmac, randomUUID } from 'node:crypto'
import { WebSocket } from 'ws'
import { createListeners } from '#main/demo-pbx/kit/listeners.ts'
import type { Caller } from './bridge.ts'
import type { Backend, FloorEvent, RingEvent, SimAgent, SimCall, SimOrder, SimQueue } from './floor.ts'

export type DemoBackendParts = {
  readonly control: string // ws://127.0.0.1:PORT/control
  readonly consoleSecret: string
  readonly isRegistered: (device: string) => boolean
  /** Who rings, by the token of a monitor: filled here while its phone is about to ring. */
  readonly callers: Map<string, Caller>
}

type Frame = { readonly type: string; readonly event?: string; readonly id?: number } & Readonly<
  Record<string, unknown>
>

/** Resolves when the floor has been read. */
export async function openDemoBackend(parts: DemoBackendParts): Promise<Backend> {
  const floorEvents = createListeners<[FloorEvent]>()
  const ringEvents = createListeners<[RingEvent]>()
  const waiting = new Map<number, (frame: Frame) => void>()
  const floor = new Map<string, FloorEvent>()
  const socket = new WebSocket(parts.control)
  let lastId = 0

  const request = (method: string, params: object): Promise<Frame> =>
    new Promise((resolve) => {
      lastId += 1
      waiting.set(lastId, resolve)
      socket.send(JSON.stringify({ type: 'request', id: lastId, method, params }))
    })
  const isDone = (frame: Frame) => frame.error === undefined
  const tellFloor = (event: FloorEvent) => {
    if (event.kind === 'callEnd') floor.delete(`call:${event.id}`)
    else floor.set(keyOf(event), event)
    floorEvents.tell(event)
  }
  const take = (frame: Frame) => {
    if (frame.type === 'answer' && frame.id !== undefined) {
      waiting.get(frame.id)?.(frame)
      return void waiting.delete(frame.id)
    }
    const change = floorEvent(frame)
    if (change) tellFloor(change)
    const ring = ringEvent(frame)
    if (ring) ringEvents.tell(ring)
  }
  await signIn(socket, parts.consoleSecret, take)
  const whole = (await request('feed.subscribe', {})).result as Whole
  for (const queue of whole.queues) tellFloor({ kind: 'queue', queue })
  for (const agent of whole.agents) tellFloor({ kind: 'agent', agent })
  for (const call of whole.calls) tellFloor({ kind: 'call', call })

  return {
    onFloor: (listener) => {
      for (const event of floor.values()) listener(event)
      return floorEvents.add(listener)
    },
    onRing: ringEvents.add,
    isRegistered: parts.isRegistered,
    ring: async ({ ring, call, agent, device, supervisor, fromUser, fromName }) => {
      parts.callers.set(ring, { user: fromUser, name: fromName })
      const order = { monitor: ring, token: ring, call, agent, line: device, supervisor, follow: false }
      const answer = await request('monitor.start', order)
      parts.callers.delete(ring)
      return isDone(answer)
    },
    mode: async (ring, mode) => isDone(await request('monitor.mode', { monitor: ring, mode })),
    end: async (ring) => void (await request('monitor.end', { monitor: ring })),
    act: async (order) => isDone(await request(...askedFor(order))),
    close: () => socket.terminate(),
  }
}

type Whole = {
  readonly agents: readonly SimAgent[]
  readonly queues: readonly SimQueue[]
  readonly calls: readonly SimCall[]
}

function signIn(socket: WebSocket, secret: string, take: (frame: Frame) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.on('error', reject)
    socket.on('close', () => reject(new Error('the demo PBX closed the control socket')))
    socket.on('message', (data) => {
      const frame = JSON.parse(String(data)) as Frame
      if (frame.type === 'challenge') {
        const proof = createHmac('sha256', secret).update(String(frame.nonce)).digest('hex')
        socket.send(JSON.stringify({ type: 'auth', role: 'console', owner: 'netsapiens-simulator', proof }))
      } else if (frame.type === 'welcome') resolve()
      else if (frame.type === 'refused') reject(new Error('the demo PBX refused the secret'))
      else take(frame)
    })
  })
}

function askedFor(order: SimOrder): [method: string, params: object] {
  const act = randomUUID()
  switch (order.kind) {
    case 'end':
      return ['call.end', { call: order.call, act }]
    case 'hold':
      return ['call.hold', { call: order.call, agent: order.agent, on: order.on, act }]
    case 'serve':
      return [order.on ? 'agent.log-in' : 'agent.log-out', { agent: order.agent, queues: [order.queue], act }]
  }
}

function floorEvent(frame: Frame): FloorEvent | null {
  switch (frame.event) {
    case 'call':
      return { kind: 'call', call: frame.call as SimCall }
    case 'call-end':
      return { kind: 'callEnd', id: String(frame.id) }
    case 'agent':
      return { kind: 'agent', agent: frame.agent as SimAgent }
    case 'queue':
      return { kind: 'queue', queue: frame.queue as SimQueue }
    default:
      return null
  }
}

function ringEvent(frame: Frame): RingEvent | null {
  const ring = String(frame.monitor)
  switch (frame.event) {
    case 'monitor.attached':
      return { ring, kind: 'answered' }
    case 'monitor.ended':
      return { ring, kind: 'ended' }
    case 'monitor.mode':
      return frame.by === 'pbx' && frame.mode === 'listen' ? { ring, kind: 'silent' } : null
    case 'monitor.retargeted':
      return { ring, kind: 'silent' }
    default:
      return null
  }
}

function keyOf(event: Exclude<FloorEvent, { kind: 'callEnd' }>): string {
  switch (event.kind) {
    case 'call':
      return `call:${event.call.id}`
    case 'agent':
      return `agent:${event.agent.ext}`
    case 'queue':
      return `queue:${event.queue.ext}`
  }
}
