// The taps of the simulated platform: what the portal's actions do to them, and what the phones of the supervisors do.
import type { Faults } from './faults.ts'
import type { Backend, RingEvent, SimCall } from './floor.ts'
import type { PlatformFloor, Tell } from './platform-floor.ts'
import { rowChanges } from './row-changes.ts'
import { origIdOf, type Row, tapRows, type Writing } from './rows.ts'
import { afterRing, modeOf, newTap, type Tap, type TapSide, withLeg } from './taps.ts'

/** Devices of a user are named by the extension and a suffix of letters. */
export const userOf = (device: string): string => device.replace(/^(\d+)[a-z]+$/, '$1')

/** HTTP status of an action. */
export type Outcome = 200 | 400 | 403 | 404 | 500

export type TapBoard = {
  readonly applyRing: (event: RingEvent) => void
  readonly callEnded: (call: string) => void
  readonly tap: (origCallId: string, supervisor: string) => Promise<Outcome>
  readonly leg: (id: string, barged: boolean) => Promise<Outcome>
  readonly disconnect: (callId: string, user: string) => Promise<Outcome>
  readonly rows: () => Row[]
  readonly all: () => readonly Tap[]
}

export type TapParts = {
  readonly backend: Backend
  readonly writing: Writing
  readonly devices: readonly string[]
  readonly faults: () => Faults
  readonly tell: Tell
  readonly random: () => string
}
type Put = (id: string, next: Tap | null) => void

export function createTapBoard(parts: TapParts, floor: PlatformFloor): TapBoard {
  const taps = new Map<string, Tap>()
  const all = () => [...taps.values()]
  const rowsOf = (tap: Tap | null) => (tap ? tapRows(tap, parts.writing, parts.faults().anonymousLegs) : [])
  const put: Put = (id, next) => {
    const before = taps.get(id) ?? null
    if (next) taps.set(id, next)
    else taps.delete(id)
    for (const row of rowChanges(rowsOf(before), rowsOf(next))) parts.tell('call', 'call-domain', row)
  }
  const applyRing = (event: RingEvent) => {
    const tap = all().find((one) => one.rings.some((ring) => ring.id === event.ring))
    if (!tap) return
    put(tap.id, afterRing(tap, event))
    if (event.kind === 'answered')
      for (const ring of tap.rings) if (ring.id !== event.ring) void parts.backend.end(ring.id)
  }
  return {
    applyRing,
    callEnded: (call) => {
      for (const tap of all()) if (tap.call === call) put(tap.id, { ...tap, legs: [] })
    },
    async tap(origCallId, supervisor) {
      const { monitoringOff, goneSays } = parts.faults()
      if (monitoringOff) return 403
      const call = floor.find(origCallId)
      if (!call) return goneSays
      const { agent } = call
      if (call.answered === null || call.state === 'waiting' || agent === null) return 400
      const fresh = tapOf(call, supervisor, parts)
      if (fresh.rings.length === 0) return 200 // nobody to ring: as far as the portal tells, all is well
      put(fresh.id, fresh)
      ringAll(fresh, agent, parts.backend, applyRing)
      return 200
    },
    async leg(id, barged) {
      const tap = all().find((one) => one.legs.some((other) => other.id === id))
      if (!tap || !floor.has(tap.call)) return parts.faults().goneSays
      return moveLeg(tap, id, barged, parts, put)
    },
    async disconnect(callId, user) {
      const ring = all()
        .filter((tap) => tap.supervisor === user)
        .flatMap((tap) => tap.rings)
        .find((one) => one.callId === callId)
      if (!ring) return 404
      await parts.backend.end(ring.id)
      applyRing({ ring: ring.id, kind: 'ended' })
      return 200
    },
    rows: () => all().flatMap(rowsOf),
    all,
  }
}

function tapOf(call: SimCall, supervisor: string, { backend, devices, random, writing }: TapParts): Tap {
  const start = {
    id: random().slice(0, 12),
    call: call.id,
    origCallId: origIdOf(call.id),
    agentSide: call.from.agent === call.agent ? 'orig' : 'term',
    supervisor,
    startedAt: writing.now(),
  } as const
  return newTap(
    start,
    devices.filter((device) => userOf(device) === supervisor && backend.isRegistered(device)),
  )
}

function ringAll(tap: Tap, agent: string, backend: Backend, applyRing: (event: RingEvent) => void): void {
  const { call, supervisor } = tap
  const from = { fromUser: `adhoc.monitor.${tap.id}`, fromName: 'Bridge for Audio Monitoring' }
  for (const { id, device } of tap.rings)
    void backend
      .ring({ ring: id, call, agent, device, supervisor, ...from })
      .then((rings) => rings || applyRing({ ring: id, kind: 'ended' }))
}

async function moveLeg(tap: Tap, id: string, barged: boolean, parts: TapParts, put: Put): Promise<Outcome> {
  const { monitoringOff, legFails, legLies } = parts.faults()
  const is = (sides: readonly TapSide[]) => tap.legs.some((leg) => leg.id === id && sides.includes(leg.side))
  if (monitoringOff) return 403
  if (is(legFails)) return 500
  const ring = tap.rings.find((one) => one.answered)
  if (!ring) return barged ? 400 : 200
  const next = withLeg(tap, id, barged)
  put(tap.id, next)
  const done = await parts.backend.mode(ring.id, modeOf(next))
  return done && !is(legLies) ? 200 : 500
}
