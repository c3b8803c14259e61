// A PBX without sound behind the simulated platform: the test plays the floor and the supervisor's phones.
import type {
  Backend,
  FloorEvent,
  RingEvent,
  RingOrder,
  SimAgent,
  SimCall,
  SimMode,
  SimOrder,
} from '../../simulators/netsapiens/floor.ts'

export type FakeBackend = Backend & {
  readonly tell: (event: FloorEvent) => void
  readonly say: (event: RingEvent) => void
  readonly registered: Set<string>
  readonly acts: SimOrder[] // all there ever were
  readonly rings: RingOrder[] // all there ever were
  readonly up: Map<string, SimMode> // rings that ring or talk -> mode in force
  /** Which phone answers by itself; null: none. */
  answers: string | null
}

export function fakeBackend(): FakeBackend {
  const floor = new Map<string, FloorEvent>()
  const floorListeners = new Set<(event: FloorEvent) => void>()
  const ringListeners = new Set<(event: RingEvent) => void>()
  const up = new Map<string, SimMode>()
  const rings: RingOrder[] = []
  const acts: SimOrder[] = []
  const say = (event: RingEvent) => {
    if (event.kind === 'ended') up.delete(event.ring)
    for (const listener of ringListeners) listener(event)
  }
  const backend: FakeBackend = {
    answers: '5001wp',
    registered: new Set(['5001wp']),
    acts,
    rings,
    up,
    say,
    tell: (event) => {
      const id = keyOf(event)
      if (event.kind === 'callEnd') floor.delete(id)
      else floor.set(id, event)
      for (const listener of floorListeners) listener(event)
    },
    onFloor: (listener) => {
      for (const event of floor.values()) listener(event)
      floorListeners.add(listener)
      return () => void floorListeners.delete(listener)
    },
    onRing: (listener) => {
      ringListeners.add(listener)
      return () => void ringListeners.delete(listener)
    },
    isRegistered: (device) => backend.registered.has(device),
    ring: async (order) => {
      rings.push(order)
      up.set(order.ring, 'listen')
      if (order.device === backend.answers) setImmediate(() => say({ ring: order.ring, kind: 'answered' }))
      return true
    },
    mode: async (ring, mode) => {
      if (!up.has(ring)) return false
      up.set(ring, mode)
      return true
    },
    end: async (ring) => {
      if (up.has(ring)) say({ ring, kind: 'ended' })
    },
    act: async (order) => {
      acts.push(order)
      const event = afterOrder(floor, order)
      if (event) backend.tell(event)
      return event !== null
    },
    close: () => {},
  }
  return backend
}

function afterOrder(floor: ReadonlyMap<string, FloorEvent>, order: SimOrder): FloorEvent | null {
  if (order.kind === 'serve') {
    const known = floor.get(`agent:${order.agent}`)
    if (known?.kind !== 'agent') return null
    const others = known.agent.queues.filter((queue) => queue !== order.queue)
    return { kind: 'agent', agent: { ...known.agent, queues: order.on ? [...others, order.queue] : others } }
  }
  const known = floor.get(`call:${order.call}`)
  if (known?.kind !== 'call') return null
  if (order.kind === 'end') return { kind: 'callEnd', id: order.call }
  return { kind: 'call', call: { ...known.call, state: order.on ? 'held' : 'up' } }
}

const keyOf = (event: FloorEvent): string => {
  if (event.kind === 'call') return `call:${event.call.id}`
  if (event.kind === 'callEnd') return `call:${event.id}`
  return event.kind === 'agent' ? `agent:${event.agent.ext}` : `queue:${event.queue.ext}`
}

export const anAgent = (ext: string, over: Partial<SimAgent> = {}): SimAgent => ({
  ext,
  name: `Agent ${ext}`,
  status: 'idle',
  reason: null,
  queues: ['8001'],
  ...over,
})

/** An answered call from outside to the agent. */
export const aCall = (id: string, agent: string, over: Partial<SimCall> = {}): SimCall => ({
  id,
  from: { number: '12125550100', name: 'Ada Caller', local: false, agent: null },
  to: { number: agent, name: null, local: true, agent },
  agent,
  queue: null,
  state: 'up',
  started: 1_800_000_000_000,
  answered: 1_800_000_005_000,
  ...over,
})

/** The connector's id of a call of the simulator that reached this agent. */
export const callIdFor = (id: string, agent: string, domain = 'sim.example'): string =>
  `${id}.o@core1.sim_${id}.t.${agent}@core1.sim_sip:${agent}@${domain}`
