// The simulated platform: its floor and its taps, as REST lists them, the feed tells them and the portal acts on them.
import type { Stop } from '#main/demo-pbx/kit/time.ts'
import { createPlatformFloor, type FloorParts } from './platform-floor.ts'
import { inV2, type Row } from './rows.ts'
import { createTapBoard, type Outcome, type TapParts, userOf } from './tap-board.ts'
import type { Tap } from './taps.ts'

export type PlatformParts = FloorParts & TapParts & { readonly spelling: 'v2' | 'old' }

export type Platform = {
  readonly calls: () => Row[]
  readonly callsOf: (user: string) => Row[]
  readonly agents: (queue: string | null) => Row[]
  readonly queues: () => Row[]
  readonly queued: (queue: string) => Row[]
  readonly tap: (origCallId: string, supervisor: string) => Promise<Outcome>
  readonly leg: (id: string, barged: boolean) => Promise<Outcome>
  /** Of a user, by the id of their side: the bridge’s call to a supervisor, or any call of theirs. */
  readonly disconnect: (callId: string, user: string) => Promise<Outcome>
  readonly hold: (callId: string, user: string, on: boolean) => Promise<Outcome>
  readonly serve: (agentId: string, queue: string, on: boolean) => Promise<Outcome>
  readonly taps: () => readonly Tap[]
  readonly close: Stop
}

const outcome = (isDone: boolean): Outcome => (isDone ? 200 : 400)

export function createPlatform(parts: PlatformParts): Platform {
  const { backend } = parts
  const floor = createPlatformFloor(parts, (call) => taps.callEnded(call))
  const taps = createTapBoard(parts, floor)
  const stops = [backend.onRing(taps.applyRing), backend.onFloor(floor.applyEvent)]
  const spelt = (row: Row) => (parts.spelling === 'v2' ? inV2(row) : row)
  return {
    calls: () => [...floor.calls(), ...taps.rows()].map(spelt),
    callsOf: (user) =>
      floor
        .calls()
        .filter(({ orig_sub, term_sub }) => orig_sub === user || term_sub === user)
        .map(spelt),
    agents: floor.agents,
    queues: floor.queues,
    queued: floor.queued,
    tap: taps.tap,
    leg: taps.leg,
    disconnect: async (callId, user) => {
      const ofTap = await taps.disconnect(callId, user)
      const call = ofTap === 404 ? floor.ofUser(callId, user) : null
      return call ? outcome(await backend.act({ kind: 'end', call: call.id })) : ofTap
    },
    hold: async (callId, user, on) => {
      const call = floor.ofUser(callId, user)
      return call ? outcome(await backend.act({ kind: 'hold', call: call.id, agent: user, on })) : 404
    },
    serve: async (agentId, queue, on) => {
      const agent = userOf(agentId.replace(/^sip:|@.*$/g, ''))
      if (!floor.agents(queue).some((row) => (row['callqueue-agent-id'] ?? '').includes(agentId))) return 404
      return outcome(await backend.act({ kind: 'serve', agent, queue, on }))
    },
    taps: taps.all,
    close: () => {
      for (const stop of stops) stop()
      floor.close()
      backend.close()
    },
  }
}
