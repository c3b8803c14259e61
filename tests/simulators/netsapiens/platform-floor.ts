// The floor as the simulated platform knows it: calls, agents and queues, told to the feed as they change.
import type { Clock, Stop } from '#main/demo-pbx/kit/time.ts'
import type { Faults } from './faults.ts'
import type { FloorEvent, SimAgent, SimCall, SimQueue } from './floor.ts'
import { removed, rowChanges } from './row-changes.ts'
import {
  agentDeviceRow,
  agentRestRows,
  agentRows,
  callRow,
  origIdOf,
  presenceRow,
  queuedRow,
  queueRow,
  type Row,
  type Writing,
} from './rows.ts'

export type PlatformFloor = {
  readonly applyEvent: (event: FloorEvent) => void
  /** A call that goes on. */
  readonly find: (origCallId: string) => SimCall | null
  readonly has: (call: string) => boolean
  /** By the id under which this user's own phone has it. */
  readonly ofUser: (callId: string, user: string) => SimCall | null
  readonly calls: () => Row[]
  readonly agents: (queue: string | null) => Row[]
  readonly queues: () => Row[]
  readonly queued: (queue: string) => Row[]
  readonly close: Stop
}

/** To whoever has subscribed to this type of the feed. */
export type Tell = (type: string, event: string, row: Row) => void

export type FloorParts = Pick<Clock, 'after'> & {
  readonly writing: Writing
  readonly faults: () => Faults
  readonly tell: Tell
}

export function createPlatformFloor(parts: FloorParts, onCallEnded: (call: string) => void): PlatformFloor {
  const { writing, faults, tell } = parts
  const calls = new Map<string, SimCall>()
  const untold = new Map<string, { readonly call: SimCall; readonly stop: Stop }>() // they have ended, and the feed has not said so
  const agents = new Map<string, SimAgent>()
  const assigned = new Map<string, readonly string[]>()
  const queues = new Map<string, SimQueue>()

  const putCall = (call: SimCall) => {
    tellCall(calls.get(call.id), call, parts)
    calls.set(call.id, call)
  }
  const endCall = (id: string) => {
    const call = calls.get(id)
    if (!call) return
    calls.delete(id)
    const { endsLateMs } = faults()
    const end = () => {
      untold.delete(id)
      tellEnd(call, parts)
      onCallEnded(id)
    }
    if (endsLateMs === 0) end()
    else untold.set(id, { call, stop: parts.after(endsLateMs, end) })
  }

  // Who logs out of a queue is still assigned to it.
  const putAgent = (agent: SimAgent) => {
    const before = assigned.get(agent.ext) ?? []
    assigned.set(agent.ext, [...new Set([...before, ...agent.queues])])
    agents.set(agent.ext, agent)
    tellAgent(agent, assigned.get(agent.ext) ?? [], parts)
  }

  return {
    applyEvent(event) {
      switch (event.kind) {
        case 'call':
          return putCall(event.call)
        case 'callEnd':
          return endCall(event.id)
        case 'agent':
          return putAgent(event.agent)
        case 'queue':
          queues.set(event.queue.ext, event.queue)
          return tell('queue', 'queue', queueRow(event.queue, writing.now()))
      }
    },
    find: (origCallId) => [...calls.values()].find((call) => origIdOf(call.id) === origCallId) ?? null,
    has: (call) => calls.has(call),
    ofUser: (callId, user) =>
      [...calls.values()].find((call) => {
        const { orig_callid, orig_sub, term_callid, term_sub } = callRow(call, writing)
        return (callId === term_callid && user === term_sub) || (callId === orig_callid && user === orig_sub)
      }) ?? null,
    calls: () => {
      const ended = faults().endsListed ? [...untold.values()].map(({ call }) => call) : []
      return [...calls.values(), ...ended].map((call) => callRow(call, writing))
    },
    agents: (queue) =>
      [...agents.values()]
        .flatMap((agent) => agentRestRows(agent, assigned.get(agent.ext) ?? [], writing))
        .filter((row) => queue === null || row.callqueue === queue),
    queues: () => [...queues.values()].map((queue) => ({ ...queueRow(queue, writing.now()), callqueue: queue.ext })),
    queued: (queue) =>
      [...calls.values()]
        .filter((call) => call.state === 'waiting' && call.queue === queue)
        .map((call) => queuedRow(call, writing)),
    close: () => {
      for (const { stop } of untold.values()) stop()
    },
  }
}

function tellCall(before: SimCall | undefined, call: SimCall, { writing, tell }: FloorParts): void {
  if (call.state === 'waiting') tell('queued', 'queued', queuedRow(call, writing))
  else if (before?.state === 'waiting') tell('queued', 'queued', removed(queuedRow(before, writing)))
  for (const row of rowChanges(before ? [callRow(before, writing)] : [], [callRow(call, writing)]))
    tell('call', 'call-domain', row)
}

function tellEnd(call: SimCall, { writing, tell }: FloorParts): void {
  if (call.state === 'waiting') tell('queued', 'queued', removed(queuedRow(call, writing)))
  tell('call', 'call-domain', removed(callRow(call, writing)))
}

function tellAgent(agent: SimAgent, queues: readonly string[], { writing, tell }: FloorParts): void {
  for (const row of agentRows(agent, queues, writing)) tell('agent', 'agent', row)
  tell('agent', 'agent-device', agentDeviceRow(agent, writing))
  tell('contacts', 'contacts-domain', presenceRow(agent))
}
