// The phones of the lines, put together: what they dial, who they talk to, and how they pass each other on.
import type { Frame, Telephony } from '../kit/telephony.ts'
import type { Clock } from '../kit/time.ts'
import type { Lines } from '../mixer/lines.ts'
import type { Loop, PartyLine } from '../mixer/scene.ts'
import { orderEnd } from '../scenario/orders.ts'
import type { Stage } from '../scenario/stage.ts'
import type { World } from '../scenario/world.ts'
import { createBridges } from './bridges.ts'
import { createDialling } from './dialling.ts'
import { createOutside, type Outside } from './outside.ts'
import { createOwnLines, type OwnLines } from './own-lines.ts'
import { createPassing, type Passing } from './passing.ts'
import { createPlaces } from './places.ts'
import { createRooms } from './rooms.ts'

export type Phones = {
  readonly outside: Outside
  readonly ownLines: OwnLines
  partyLines(): Iterable<PartyLine>
  loops(): Iterable<Loop>
  floorChanged(after: World): void
  close(): void
}

export type PhoneParts = {
  readonly telephony: Telephony
  readonly lines: Lines
  readonly stage: Stage
  readonly after: Clock['after']
  readonly announcement: (n: number) => Frame
}

export function createPhones(parts: PhoneParts): Phones {
  const { telephony, lines, stage, after, announcement } = parts
  const places = createPlaces({ lines, stage })
  const bridges = createBridges(lines)
  const endCall = (call: string): void =>
    void stage.move((world) => {
      const ended = orderEnd(world, call)
      return ended.ok ? { ok: true, value: { world: ended.value, value: null } } : ended
    })
  const rooms = createRooms({ lines, places, after, endCall })
  const shared = { telephony, lines, stage, places, bridges, rooms }
  const dialling = createDialling({
    ...shared,
    announcement,
    follow: (call) => passing.follow(call),
    tellMailbox: telephony.tellMailbox,
  })
  const passing: Passing = createPassing({ ...shared, connect: dialling.connect })
  const outside = createOutside({ telephony, lines })
  return {
    outside,
    ownLines: createOwnLines({ telephony, lines, stage, places, passing }),
    partyLines: places.partyLines,
    *loops() {
      yield* dialling.loops()
      yield* bridges.loops()
      yield* rooms.loops()
      yield* outside.loops()
    },
    floorChanged: places.floorChanged,
    close() {
      dialling.close()
      outside.close()
      rooms.close()
    },
  }
}
