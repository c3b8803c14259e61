// A large floor and what happens on it, for the bench of the window: 2,000 agents, 1,000 calls, 24 queues. The same every time.
import type { Agent, Call, Floor, FloorPatch, Presence, Queue } from '#contract/floor.ts'

const AGENTS = 2000
const CALLS = 1000
const QUEUES = 24

const first = [
  'Amelia',
  'Bilal',
  'Carla',
  'Dmitri',
  'Esther',
  'Farid',
  'Grace',
  'Hugo',
  'Inês',
  'Jonas',
  'Keiko',
  'Liam',
]
const last = [
  'Abbott',
  'Brook',
  'Castle',
  'Dale',
  'Ember',
  'Frost',
  'Grove',
  'Hale',
  'Ivory',
  'Juniper',
  'Kestrel',
  'Lund',
]

export type Traffic = {
  readonly floor: () => Floor
  /** What `count` events change, as one patch. Calls end and come, agents pause and return, queues fill and empty. */
  readonly next: (count: number) => FloorPatch
}

/** `now` in epoch ms. Chance is a small generator with a fixed seed. */
export function createTraffic(now: () => number, seed = 7): Traffic {
  let state = seed
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 4294967296
  }
  const upTo = (count: number) => Math.floor(random() * count)
  const queues = Array.from({ length: QUEUES }, (_, i) => queueAt(i, now()))
  const agents = Array.from({ length: AGENTS }, (_, i) => agentAt(i, now()))
  const calls = new Map(Array.from({ length: CALLS }, (_, i) => [i, callAt(i, i, now())] as const))
  let lastCall = CALLS

  const presences: readonly Presence[] = [
    ...[{ kind: 'available' } as const, { kind: 'wrapUp' } as const, { kind: 'ringing' } as const],
    { kind: 'paused', reason: 'Lunch' },
  ]
  const something = () => {
    const chance = random()
    if (chance < 0.45) {
      const i = CALLS + upTo(AGENTS - CALLS)
      const agent = {
        ...agentOf(i),
        presence: presences[upTo(presences.length)] ?? { kind: 'available' },
        since: now(),
      }
      agents[i] = agent as Agent
      return { agent: agent as Agent }
    }
    const i = 1 + upTo(CALLS - 1) // the first call lasts: it is the one that is listened to
    const before = calls.get(i)
    if (chance < 0.75 && before) {
      const call: Call = { ...before, state: before.state === 'held' ? 'talking' : 'held' }
      calls.set(i, call)
      return { call }
    }
    if (chance < 0.9 && before) {
      lastCall += 1
      const call = callAt(i, lastCall, now())
      calls.set(i, call)
      const agent: Agent = {
        ...agentOf(i),
        callId: call.id,
        since: now(),
        callsToday: (agentOf(i).callsToday ?? 0) + 1,
      }
      agents[i] = agent
      return { call, agent, gone: before.id }
    }
    const q = upTo(QUEUES)
    const waiting = upTo(9)
    const queue = { ...queueAt(q, now()), waiting, oldestWaitSince: waiting > 0 ? now() - upTo(90_000) : null }
    queues[q] = queue
    return { queue }
  }
  const agentOf = (i: number): Agent => agents[i] ?? agentAt(i, now())

  return {
    floor: () => ({ agents: byId(agents), calls: byId([...calls.values()]), queues: byId(queues) }),
    next(count) {
      const [setAgents, setCalls, setQueues] = [
        new Map<string, Agent>(),
        new Map<string, Call>(),
        new Map<string, Queue>(),
      ]
      const gone: string[] = []
      for (let i = 0; i < count; i++) {
        const event = something()
        if (event.agent) setAgents.set(event.agent.id, event.agent)
        if (event.call) setCalls.set(event.call.id, event.call)
        if (event.queue) setQueues.set(event.queue.id, event.queue)
        if (event.gone) {
          setCalls.delete(event.gone)
          gone.push(event.gone)
        }
      }
      return {
        agents: { set: [...setAgents.values()] },
        calls: { set: [...setCalls.values()], gone },
        queues: { set: [...setQueues.values()] },
      }
    },
  }
}

const byId = <T extends { readonly id: string }>(rows: readonly T[]): Record<string, T> =>
  Object.fromEntries(rows.map((row) => [row.id, row]))

export const nameAt = (i: number): string =>
  `${first[i % first.length]} ${last[Math.floor(i / first.length) % last.length]} ${Math.floor(i / (first.length * last.length))}`

const queueId = (i: number) => `8${String(i).padStart(3, '0')}`

function queueAt(i: number, now: number): Queue {
  return {
    id: queueId(i),
    name: `Queue ${i + 1}`,
    extension: queueId(i),
    waiting: i % 4,
    oldestWaitSince: i % 4 > 0 ? now - 20_000 : null,
    inService: 40,
    agentsAvailable: 12,
    serviceLevel: 0.8,
    serviceWithinS: 20,
    answeredToday: 300,
    abandonedToday: 9,
  }
}

/** The first thousand are on a call. */
function agentAt(i: number, now: number): Agent {
  const extension = String(10_000 + i)
  return {
    id: extension,
    name: nameAt(i),
    extension,
    team: `Team ${i % 40}`,
    callsToday: i % 30,
    queues: [queueId(i % QUEUES), queueId((i * 7) % QUEUES)],
    presence: i < CALLS ? { kind: 'onCall' } : { kind: 'available' },
    since: now - i * 100,
    callId: i < CALLS ? `call-${i}` : null,
  }
}

function callAt(i: number, serial: number, now: number): Call {
  const extension = String(10_000 + i)
  const number = `+1555${String(serial).padStart(7, '0')}`
  return {
    id: `call-${serial}`,
    agentId: extension,
    queueId: queueId(i % QUEUES),
    state: 'talking',
    monitors: [],
    from: { name: `Caller ${serial}`, number, onNet: false, agentId: null },
    to: { name: null, number: extension, onNet: true, agentId: extension },
    startedAt: now - 5000,
    answeredAt: now,
  }
}
