// A room in which whoever comes is joined: phones, and sides of calls of the floor that were passed on to it.
import type { SipCall } from '../kit/telephony.ts'
import type { Clock, Stop } from '../kit/time.ts'
import type { Lines } from '../mixer/lines.ts'
import { createPatch } from '../mixer/patch.ts'
import type { Port } from '../mixer/port.ts'
import type { Loop } from '../mixer/scene.ts'
import type { LinePlace } from '../scenario/line-orders.ts'
import type { Places } from './places.ts'

export type Rooms = {
  /** Once it is answered. */
  enter(sip: SipCall): void
  /** Who talks there from then on has no phone: the call stays on the floor. */
  bring(place: LinePlace): void
  loops(): Iterable<Loop>
  close: Stop
}

type RoomParts = {
  readonly lines: Lines
  readonly places: Pick<Places, 'plug'>
  readonly after: Clock['after']
  readonly endCall: (call: string) => void
}

/** Nobody of the floor hangs up by themselves: without a phone for so long they are let go. */
const EMPTY_MS = 10_000

export function createRooms({ lines, places, after, endCall }: RoomParts): Rooms {
  const phones = new Set<Port>()
  const brought = new Map<Port, string>() // by call
  let stopTimer: Stop = () => {}
  const changed = (): void => {
    stopTimer()
    stopTimer = phones.size > 0 || brought.size === 0 ? () => {} : after(EMPTY_MS, letGo)
  }
  const letGo = (): void => {
    for (const call of [...brought.values()]) endCall(call)
  }
  return {
    enter(sip) {
      sip.onEstablished((media) => {
        const port = lines.open(sip, media)
        phones.add(port)
        changed()
        sip.onEnded(() => {
          phones.delete(port)
          changed()
        })
      })
    },
    bring(place) {
      const [there, here] = createPatch()
      brought.set(here, place.call)
      places.plug(place, there, () => {
        brought.delete(here)
        changed()
      })
      changed()
    },
    *loops() {
      const ports = [...phones, ...brought.keys()]
      if (ports.length > 0) yield { kind: 'room', ports }
    },
    close: () => stopTimer(),
  }
}
