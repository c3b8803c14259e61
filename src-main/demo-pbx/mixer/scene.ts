// What the mixer must know of the rest, asked anew every tick: so a mode that changes changes the sound with the next frame.
import type { Frame } from '../kit/telephony.ts'
import type { MonitorMode, RoomState, Side } from './hearing.ts'
import type { Port } from './port.ts'
import type { Topic } from './voices.ts'

export type Room = {
  readonly state: RoomState
  readonly agentSide: Side // whose voice is an agent's; the other one's is a caller's
  readonly topic: Topic
  readonly answeredAt: number // epoch ms
}

/** A supervisor's line; `call` is null while it waits for another call. */
export type Seat = {
  readonly id: string
  readonly port: Port
  readonly call: string | null
  readonly agentSide: Side
  readonly mode: MonitorMode
}

/** A phone that is itself one side of a call on the floor. */
export type PartyLine = { readonly port: Port; readonly call: string; readonly side: Side }

/** What a phone talks to where nobody is: called once a tick with what it says, for what it hears. */
export type Machine = (spoken: Frame | null) => Frame | null

/** Phones outside the floor's calls: an echo, two lines bridged, a line that talks to an outside caller `invite`, a machine, a room. */
export type Loop =
  | { readonly kind: 'echo'; readonly port: Port }
  | { readonly kind: 'bridge'; readonly one: Port; readonly other: Port }
  | { readonly kind: 'machine'; readonly port: Port; readonly machine: Machine }
  | { readonly kind: 'room'; readonly ports: readonly Port[] }
  | { readonly kind: 'outside'; readonly invite: string; readonly port: Port }

export type Scene = {
  room(call: string): Room | null
  /** The answered call an agent talks on, and which side they are. */
  placeOfAgent(ext: string): { readonly call: string; readonly side: Side } | null
  seats(): Iterable<Seat>
  partyLines(): Iterable<PartyLine>
  loops(): Iterable<Loop>
}

export const silentScene: Scene = {
  room: () => null,
  placeOfAgent: () => null,
  seats: () => [],
  partyLines: () => [],
  loops: () => [],
}
