// The simulated platform's floor and taps: what it knows, what it tells the feed, and what the portal's actions do.
import type { Clock, Stop } from '#main/demo-pbx/kit/time.ts'
import type { Faults } from './faults.ts'
import type { Backend, FloorEvent, RingEvent, SimAgent, SimCall, SimQueue } from './floor.ts'
import {
  agentDeviceRow,
  agentRestRows,
  agentRows,
  callRow,
  inV2,
  origIdOf,
  presenceRow,
  queuedRow,
  queueRow,
  type Row,
  tapRows,
  type Writing,
} from './rows.ts'
import { answeredBy, modeOf, newTap, silenced, type Tap, withLeg, withoutRing } from './taps.ts'

export type PlatformParts = Pick<Clock, 'after'> & {
  readonly backend: Backend
  readonly writing: Writing
  readonly devices: readonly string[]
  readonly faults: () => Faults
  readonly spelling: 'v2' | 'old'
  readonly tell: (type: string, event: string, row: Row) => void
  readonly random: () => string
}

/** Devices of a user are named by the extension and a suffix of letters. */
export const userOf = (device: string): string => device.replace(/^(\d+)[a-z]+$/, '$1')

/** HTTP status of an action. */
type Outcome = 200 | 400 | 403 | 404 | 500

export type Platform = {
  readonly calls: () => Row[]
  readonly agents: (queue: string | null) => Row[]
  readonly queues: () => Row[]
  readonly queued: (queue: string) => Row[]
  readonly tap: (origCallId: string, supervisor: string) => Promise<Outcome>
  readonly leg: (id: string, barged: boolean) => Promise<Outcome>
  readonly disconnect: (callId: string, user: string) => Promise<Outcome>
  readonly taps: () => readonly Tap[]
  readonly close: Stop
}

export function createPlatform(parts: PlatformParts): Platform {
  const { backend, writing, tell, faults } = parts
  const calls = new Map<string, SimCall>()
  const untold = new Map<string, { readonly call: SimCall; readonly stop: Stop }>() // they have ended, and the feed has not said so
  const agents = new Map<string, SimAgent>()
  const queues = new Map<string, SimQueue>()
  const taps = new Map<string, Tap>()

  const tellCall = (row: Row) => tell('call', 'call-domain', row)
  const gone = (row: Row): Row => ({ ...row, remove: 'yes' })
  const keyOf = (row: Row) => `${row.orig_callid}_${row.term_callid}_${row.term_uri}`

  /** Tells what is different between two lists of rows: the new, the changed, and the gone as removed. */
  const tellDifference = (before: readonly Row[], after: readonly Row[]) => {
    const now = new Map(after.map((row) => [keyOf(row), row]))
    const was = new Map(before.map((row) => [keyOf(row), JSON.stringify(row)]))
    for (const row of before) if (!now.has(keyOf(row))) tellCall(gone(row))
    for (const [key, row] of now) if (was.get(key) !== JSON.stringify(row)) tellCall(row)
  }
  const rowsOf = (tap: Tap | undefined) => (tap ? tapRows(tap, writing, faults().anonymousLegs) : [])
  const put = (id: string, next: Tap | null) => {
    const before = taps.get(id)
    if (next) taps.set(id, next)
    else taps.delete(id)
    tellDifference(rowsOf(before), rowsOf(next ?? undefined))
  }

  function takeCall(call: SimCall) {
    const before = calls.get(call.id)
    calls.set(call.id, call)
    if (call.state === 'waiting') tell('queued', 'queued', queuedRow(call, writing))
    else if (before?.state === 'waiting') tell('queued', 'queued', gone(queuedRow(before, writing)))
    tellDifference(before ? [callRow(before, writing)] : [], [callRow(call, writing)])
  }
  function endCall(id: string) {
    const call = calls.get(id)
    if (!call) return
    calls.delete(id)
    const { endsLateMs } = faults()
    if (endsLateMs === 0) return tellEnd(call)
    const later = () => {
      untold.delete(id)
      tellEnd(call)
    }
    untold.set(id, { call, stop: parts.after(endsLateMs, later) })
  }
  function tellEnd(call: SimCall) {
    if (call.state === 'waiting') tell('queued', 'queued', gone(queuedRow(call, writing)))
    tellCall(gone(callRow(call, writing)))
    for (const tap of taps.values()) if (tap.call === call.id) put(tap.id, { ...tap, legs: [] })
  }
  function takeFloor(event: FloorEvent) {
    switch (event.kind) {
      case 'call':
        return takeCall(event.call)
      case 'callEnd':
        return endCall(event.id)
      case 'agent':
        agents.set(event.agent.ext, event.agent)
        for (const row of agentRows(event.agent, writing)) tell('agent', 'agent', row)
        tell('agent', 'agent-device', agentDeviceRow(event.agent, writing))
        return tell('contacts', 'contacts-domain', presenceRow(event.agent))
      case 'queue':
        queues.set(event.queue.ext, event.queue)
        return tell('queue', 'queue', queueRow(event.queue, writing.now()))
    }
  }

  function takeRing(event: RingEvent) {
    const tap = [...taps.values()].find((one) => one.rings.some((ring) => ring.id === event.ring))
    if (!tap) return
    switch (event.kind) {
      case 'answered': {
        const others = tap.rings.filter((ring) => ring.id !== event.ring)
        put(tap.id, answeredBy(tap, event.ring))
        for (const ring of others) void backend.end(ring.id)
        return
      }
      case 'silent':
        return put(tap.id, silenced(tap))
      case 'ended': {
        const left = withoutRing(tap, event.ring)
        return put(tap.id, left.rings.length > 0 ? left : null)
      }
    }
  }

  async function tap(origCallId: string, supervisor: string): Promise<Outcome> {
    if (faults().monitoringOff) return 403
    const call = [...calls.values()].find((one) => origIdOf(one.id) === origCallId)
    if (!call) return faults().goneSays
    if (call.answered === null || call.state === 'waiting' || call.agent === null) return 400
    const id = parts.random().slice(0, 12)
    const agentSide = call.from.agent === call.agent ? 'orig' : 'term'
    const devices = parts.devices.filter((device) => userOf(device) === supervisor && backend.isRegistered(device))
    const start = { id, call: call.id, origCallId, agentSide, supervisor, startedAt: writing.now() } as const
    const fresh = newTap(start, devices)
    if (fresh.rings.length === 0) return 200 // nobody to ring: as far as the portal tells, all is well
    put(id, fresh)
    const agent = call.agent
    for (const ring of fresh.rings)
      void backend
        .ring({
          ring: ring.id,
          call: call.id,
          agent,
          device: ring.device,
          supervisor,
          fromUser: `adhoc.monitor.${id}`,
          fromName: 'Bridge for Audio Monitoring',
        })
        .then((rings) => rings || takeRing({ ring: ring.id, kind: 'ended' }))
    return 200
  }

  async function leg(id: string, barged: boolean): Promise<Outcome> {
    const tap = [...taps.values()].find((one) => one.legs.some((other) => other.id === id))
    const side = tap?.legs.find((other) => other.id === id)?.side
    if (!tap || !side || !calls.has(tap.call)) return faults().goneSays
    if (faults().monitoringOff) return 403
    if (faults().legFails.includes(side)) return 500
    const ring = tap.rings.find((one) => one.answered)
    if (!ring) return barged ? 400 : 200
    const next = withLeg(tap, id, barged)
    put(tap.id, next)
    const done = await backend.mode(ring.id, modeOf(next))
    return done && !faults().legLies.includes(side) ? 200 : 500
  }

  async function disconnect(callId: string, user: string): Promise<Outcome> {
    for (const tap of taps.values()) {
      const ring = tap.rings.find((one) => one.callId === callId)
      if (!ring || tap.supervisor !== user) continue
      await backend.end(ring.id)
      takeRing({ ring: ring.id, kind: 'ended' })
      return 200
    }
    return 404
  }

  const stops = [backend.onRing(takeRing), backend.onFloor(takeFloor)]
  const spelt = (row: Row) => (parts.spelling === 'v2' ? inV2(row) : row)
  return {
    calls: () => {
      const listed = [...calls.values(), ...(faults().endsListed ? [...untold.values()].map(({ call }) => call) : [])]
      return [...listed.map((call) => callRow(call, writing)), ...[...taps.values()].flatMap(rowsOf)].map(spelt)
    },
    agents: (queue) =>
      [...agents.values()]
        .flatMap((agent) => agentRestRows(agent, writing))
        .filter((row) => queue === null || row.callqueue === queue),
    queues: () => [...queues.values()].map((queue) => ({ ...queueRow(queue, writing.now()), callqueue: queue.ext })),
    queued: (queue) =>
      [...calls.values()]
        .filter((call) => call.state === 'waiting' && call.queue === queue)
        .map((call) => queuedRow(call, writing)),
    tap,
    leg,
    disconnect,
    taps: () => [...taps.values()],
    close: () => {
      for (const stop of stops) stop()
      for (const { stop } of untold.values()) stop()
      backend.close()
    },
  }
}
