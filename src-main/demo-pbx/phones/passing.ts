// Passes the calls of phones on: to a number, or to whom the same phone speaks to in another call.

import type { Answer } from '../kit/answer.ts'
import type { Refer, SipCall, Telephony } from '../kit/telephony.ts'
import type { Lines } from '../mixer/lines.ts'
import type { SendTo } from '../scenario/call-orders.ts'
import { givePlace, joinPlaces, type LinePlace, passOn } from '../scenario/line-orders.ts'
import type { Stage } from '../scenario/stage.ts'
import type { Side, World } from '../scenario/world.ts'
import type { Bridges } from './bridges.ts'
import { type Dialling, ROOM } from './dialling.ts'
import type { Places } from './places.ts'
import type { Rooms } from './rooms.ts'

export type Passing = {
  /** From now on this call can be passed on. */
  follow(call: SipCall): void
}

export type PassingParts = {
  readonly telephony: Telephony
  readonly lines: Lines
  readonly stage: Stage
  readonly places: Places
  readonly bridges: Bridges
  readonly rooms: Rooms
  readonly connect: Dialling['connect']
}

const OK = 200
const NOT_FOUND = 404
const BUSY_HERE = 486
const NOT_ACCEPTABLE = 488
const NO_SUCH_CALL = 481
/** A number of the outside world, as people dial it. */
const OUTSIDE = /^\+?\d{7,15}$/

export function createPassing(parts: PassingParts): Passing {
  const followed = new Map<string, SipCall>()
  const passing: Passing = {
    follow(call) {
      followed.set(call.id, call)
      call.onEnded(() => followed.delete(call.id))
      call.onRefer((refer) => {
        const other = followed.get(refer.replaces?.call ?? '')
        if (refer.replaces === null) passToNumber({ ...parts, follow: passing.follow }, call, refer)
        else if (other && other.line === call.line && other !== call) joinCalls(parts, call, other, refer)
        else refer.answer(NO_SUCH_CALL)
      })
    },
  }
  return passing
}

type Followed = PassingParts & Passing

function passToNumber(parts: Followed, call: SipCall, refer: Refer): void {
  const { places, bridges, connect } = parts
  const partner = bridges.partner(call)
  if (partner) {
    bridges.part(call)
    const why = connect(partner, refer.to, () => {})
    if (why !== null) bridges.join(call, partner)
    passed(refer, why ?? OK, [call])
    return
  }
  const place = places.of(call)
  // At the other end of the rest is nobody who could be passed on.
  if (!place) refer.answer(NOT_ACCEPTABLE)
  else if (refer.to === ROOM) bringToRoom(parts, call, place, refer)
  else if (parts.telephony.isRegistered(refer.to)) ringLine(parts, call, place, refer)
  else passed(refer, sendOn(parts, call, place, refer.to), [call])
}

/** The status it ends with. */
function sendOn({ stage, places }: PassingParts, call: SipCall, place: LinePlace, number: string): number {
  const to = destinationOf(stage.world(), number)
  if (!to) return NOT_FOUND
  places.leave(call)
  const sent = move(stage, (world) => passOn(world, place, to))
  if (!sent) places.sit(place, call)
  return sent ? OK : BUSY_HERE
}

function destinationOf(world: World, number: string): SendTo | null {
  if (world.agents[number]) return { agent: number }
  if (world.queues[number]) return { queue: number }
  return OUTSIDE.test(number) ? { number } : null
}

function bringToRoom({ stage, places, rooms }: PassingParts, call: SipCall, place: LinePlace, refer: Refer): void {
  const room: Side = { number: ROOM, name: 'Conference', local: true, agent: null }
  places.leave(call)
  const isGiven = move(stage, (world) => givePlace(world, place, room))
  if (isGiven) rooms.bring(place)
  passed(refer, isGiven ? OK : NO_SUCH_CALL, [call])
}

/** Whoever is passed on waits until the other phone has answered. */
function ringLine(
  { telephony, lines, stage, places, follow }: Followed,
  call: SipCall,
  place: LinePlace,
  refer: Refer,
) {
  if (lines.isBusy(refer.to)) return refer.answer(BUSY_HERE)
  const other = telephony.invite(refer.to, { fromUser: call.line, fromName: call.line, headers: {} })
  lines.occupy(other)
  other.onEstablished(() => {
    if (!hand(stage, places, place, call, other)) return other.end()
    follow(other)
    passed(refer, OK, [call])
  })
  other.onEnded(({ status }) => refer.answer(status >= 400 ? status : NO_SUCH_CALL))
}

/** The phone `to` has the place of `from`; false: the call is gone. */
function hand(stage: Stage, places: Places, place: LinePlace, from: SipCall, to: SipCall): boolean {
  const side: Side = { number: to.line, name: null, local: true, agent: null }
  places.leave(from)
  if (!move(stage, (world) => givePlace(world, place, side))) return false
  places.sit(place, to)
  return true
}

function joinCalls(parts: PassingParts, call: SipCall, other: SipCall, refer: Refer): void {
  const { stage, places, bridges } = parts
  const [place, otherPlace] = [places.of(call), places.of(other)]
  const [partner, otherPartner] = [bridges.partner(call), bridges.partner(other)]
  const isDone = (): boolean => {
    if (place && otherPlace) {
      places.leave(call)
      places.leave(other)
      return move(stage, (world) => joinPlaces(world, place, otherPlace))
    }
    if (partner) bridges.part(call)
    if (otherPartner) bridges.part(other)
    if (place && otherPartner) return hand(stage, places, place, call, otherPartner)
    if (otherPlace && partner) return hand(stage, places, otherPlace, other, partner)
    if (!partner || !otherPartner) return false
    bridges.join(partner, otherPartner)
    return true
  }
  passed(refer, isDone() ? OK : NOT_ACCEPTABLE, [call, other])
}

/** Who has passed it on is out of it. */
function passed(refer: Refer, status: number, calls: readonly SipCall[]): void {
  refer.answer(status)
  if (status === OK) for (const call of calls) call.end()
}

function move(stage: Stage, change: (world: World) => Answer<World>): boolean {
  return stage.move((world) => {
    const changed = change(world)
    return changed.ok ? { ok: true, value: { world: changed.value, value: null } } : changed
  }).ok
}
