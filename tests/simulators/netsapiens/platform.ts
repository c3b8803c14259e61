// The simulated platform: its floor and its taps, as REST lists them, the feed tells them and the portal acts on them.
import type { Stop } from '#main/demo-pbx/kit/time.ts'
import { createPlatformFloor, type FloorParts } from './platform-floor.ts'
import { inV2, type Row } from './rows.ts'
import { createTapBoard, type Outcome, type TapParts } from './tap-board.ts'
import type { Tap } from './taps.ts'

export type PlatformParts = FloorParts & TapParts & { readonly spelling: 'v2' | 'old' }

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
  const { backend } = parts
  const floor = createPlatformFloor(parts, (call) => taps.callEnded(call))
  const taps = createTapBoard(parts, floor)
  const stops = [backend.onRing(taps.applyRing), backend.onFloor(floor.applyEvent)]
  const spelt = (row: Row) => (parts.spelling === 'v2' ? inV2(row) : row)
  return {
    calls: () => [...floor.calls(), ...taps.rows()].map(spelt),
    agents: floor.agents,
    queues: floor.queues,
    queued: floor.queued,
    tap: taps.tap,
    leg: taps.leg,
    disconnect: taps.disconnect,
    taps: taps.all,
    close: () => {
      for (const stop of stops) stop()
      floor.close()
      backend.close()
    },
  }
}
