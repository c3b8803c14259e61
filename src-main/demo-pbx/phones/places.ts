// Phones that are one side of a call of the floor: the call ends with the phone, and the phone with the call.
import type { SipCall } from '../kit/telephony.ts'
import type { Lines } from '../mixer/lines.ts'
import type { Port } from '../mixer/port.ts'
import type { PartyLine } from '../mixer/scene.ts'
import type { LinePlace } from '../scenario/line-orders.ts'
import { orderEnd, orderHold } from '../scenario/orders.ts'
import type { Stage } from '../scenario/stage.ts'
import type { Call, World } from '../scenario/world.ts'

export type Places = {
  /** `answer`: what is done once the call is answered, while the phone itself is not. */
  sit(place: LinePlace, sip: SipCall, answer?: () => void): void
  /** Something that is no phone has the place; `over` is called when the call has ended. */
  plug(place: LinePlace, port: Port, over: () => void): void
  of(sip: SipCall): LinePlace | null
  /** From now on neither ends the other. */
  leave(sip: SipCall): void
  partyLines(): Iterable<PartyLine>
  floorChanged(after: World): void
}

type Taken = {
  readonly place: LinePlace
  readonly sip: SipCall | null
  port: Port | null
  readonly answer: () => void
  readonly over: () => void
}

export function createPlaces({ lines, stage }: { readonly lines: Lines; readonly stage: Stage }): Places {
  const taken = new Set<Taken>()
  const takenBy = (sip: SipCall) => [...taken].find((one) => one.sip === sip)
  const endCall = (call: string): void => {
    stage.move((world) => {
      const ended = orderEnd(world, call)
      return ended.ok ? { ok: true, value: { world: ended.value, value: null } } : ended
    })
  }
  return {
    sit(place, sip, answer = () => {}) {
      const one: Taken = { place, sip, port: null, answer, over: () => sip.end() }
      taken.add(one)
      sip.onEstablished((media) => {
        one.port = lines.open(sip, media)
      })
      sip.onHold((held) => {
        if (!taken.has(one)) return
        stage.move((world) => {
          const moved = orderHold(world, place.call, held)
          return moved.ok ? { ok: true, value: { world: moved.value, value: null } } : moved
        })
      })
      sip.onEnded(() => taken.delete(one) && endCall(place.call))
    },
    plug: (place, port, over) => void taken.add({ place, sip: null, port, answer: () => {}, over }),
    of: (sip) => takenBy(sip)?.place ?? null,
    leave(sip) {
      const one = takenBy(sip)
      if (one) taken.delete(one)
    },
    *partyLines() {
      for (const { port, place } of taken) if (port) yield { port, call: place.call, side: place.side }
    },
    floorChanged(after) {
      for (const one of [...taken]) {
        const call = after.calls[one.place.call]
        if (call && isTheirs(call, one)) {
          if (call.state === 'up' && one.sip?.media() === null) one.answer()
          continue
        }
        taken.delete(one)
        one.over()
      }
    },
  }
}

/** One that was taken over or picked up is theirs only until somebody else has it. */
const isTheirs = (call: Call, { place, sip }: Taken): boolean =>
  sip === null || place.side === 'from' || call.onLine === true
