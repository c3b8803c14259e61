// One tick of the mixer: every phone is asked once, every ear is mixed at most once.
import { FRAME_MS, type Frame } from '../kit/telephony.ts'
import type { Ear } from './ear.ts'
import { hears, otherSide, type Place, type Side } from './hearing.ts'
import type { Notices } from './notices.ts'
import type { Port } from './port.ts'
import type { Loop, Room, Scene, Seat } from './scene.ts'
import { SILENCE, sum } from './sum.ts'
import type { Voices } from './voices.ts'

/** Called once a tick with what the ear heard; null when there was nobody to hear anything. `n` counts the ticks. */
export type Listener = (frame: Frame | null, at: number, n: number) => void
export type Tap = { readonly ear: Ear; readonly listener: Listener }

const OUTSIDE_TOPIC = { queue: null, pick: 0, hz: {} }

export type Sides = { readonly agent: Frame | null; readonly caller: Frame | null }
type Speaker = { readonly place: Place; readonly frame: Frame | null }

export class Tick {
  readonly calls = new Set<string>()
  private readonly spoken = new Map<Port, Frame | null>()
  private readonly sent = new Map<string, Frame>()
  private readonly outside = new Map<string, Frame | null>()
  private readonly speakers = new Map<string, readonly Speaker[]>()

  constructor(
    private readonly scene: Scene,
    private readonly voices: Voices,
    private readonly notices: Notices['heardBy'],
    private readonly starts: Map<string, number>,
    private readonly n: number,
    private readonly at: number,
  ) {}

  play(taps: readonly Tap[]): void {
    for (const seat of this.scene.seats()) this.send(seat.port, this.forSeat(seat))
    for (const { port, call, side } of this.scene.partyLines()) this.send(port, this.forParty(call, side) ?? SILENCE)
    for (const loop of this.scene.loops()) this.playLoop(loop)
    for (const { ear, listener } of taps) listener(this.heardBy(ear), this.at, this.n)
  }

  /** What each side says to the one in this seat; null while it is on no call. */
  sidesFor(seat: Seat): Sides | null {
    const room = seat.call === null ? null : this.scene.room(seat.call)
    if (!room || seat.call === null) return null
    const sides = this.inRoom(seat.call, room).filter(({ place }) => hears(placeOf(seat), place, room.state))
    const said = (side: Side): Frame | null =>
      sides.find(({ place }) => place.kind === 'party' && place.side === side)?.frame ?? null
    return { agent: said(seat.agentSide), caller: said(otherSide(seat.agentSide)) }
  }

  private playLoop(loop: Loop): void {
    switch (loop.kind) {
      case 'echo':
        this.send(loop.port, this.mouth(loop.port) ?? SILENCE)
        break
      case 'bridge':
        this.send(loop.one, this.mouth(loop.other) ?? SILENCE)
        this.send(loop.other, this.mouth(loop.one) ?? SILENCE)
        break
      case 'machine':
        this.send(loop.port, loop.machine(this.mouth(loop.port)) ?? SILENCE)
        break
      case 'room':
        for (const port of loop.ports) this.send(port, this.others(loop.ports, port))
        break
      case 'outside':
        this.outside.set(loop.invite, this.mouth(loop.port))
        this.send(loop.port, this.voices.frame('caller', OUTSIDE_TOPIC, this.n))
    }
  }

  private others(ports: readonly Port[], self: Port): Frame {
    return sum(ports.flatMap((port) => (port === self ? [] : (this.mouth(port) ?? []))))
  }

  private heardBy(ear: Ear): Frame | null {
    switch (ear.kind) {
      case 'agent': {
        const place = this.scene.placeOfAgent(ear.ext)
        return place && this.forParty(place.call, place.side)
      }
      case 'caller': {
        const room = this.scene.room(ear.call)
        return room ? this.forParty(ear.call, otherSide(room.agentSide)) : (this.outside.get(ear.call) ?? null)
      }
      case 'line':
        return this.sent.get(ear.ext) ?? null
      case 'mouth':
        return [...this.spoken].find(([port]) => port.line === ear.ext)?.[1] ?? null
    }
  }

  private forSeat(seat: Seat): Frame {
    const room = seat.call === null ? null : this.scene.room(seat.call)
    if (!room || seat.call === null) {
      this.mouth(seat.port) // drained, so that nothing old is heard on the next call
      return SILENCE
    }
    return this.mix(seat.call, room, placeOf(seat))
  }

  private forParty(call: string, side: Side): Frame | null {
    const room = this.scene.room(call)
    return room && this.mix(call, room, { kind: 'party', side })
  }

  private mix(call: string, room: Room, listener: Place): Frame {
    const heard = this.inRoom(call, room).filter(({ place }) => hears(listener, place, room.state))
    const frames = heard.flatMap(({ frame }) => (frame ? [frame] : []))
    const music = room.state === 'held' && !isAgent(listener, room)
    const notices = listener.kind === 'party' ? this.notices(call, listener.side, this.n) : []
    return sum([...frames, ...(music ? [this.voices.holdMusic(this.n)] : []), ...notices])
  }

  private inRoom(call: string, room: Room): readonly Speaker[] {
    const known = this.speakers.get(call)
    if (known) return known
    const seats = [...this.scene.seats()].filter((seat) => seat.call === call)
    const speakers = [
      { place: { kind: 'party', side: 'from' } as const, frame: this.party(call, room, 'from') },
      { place: { kind: 'party', side: 'to' } as const, frame: this.party(call, room, 'to') },
      ...seats.map((seat) => ({ place: placeOf(seat), frame: this.mouth(seat.port) })),
    ]
    this.speakers.set(call, speakers)
    return speakers
  }

  private party(call: string, room: Room, side: Side): Frame | null {
    const line = [...this.scene.partyLines()].find((one) => one.call === call && one.side === side)
    if (line) return this.mouth(line.port)
    const isAgentSide = side === room.agentSide
    if (isAgentSide && room.state === 'alone') return null
    return this.voices.frame(isAgentSide ? 'agent' : 'caller', room.topic, this.n - this.start(call, room))
  }

  private start(call: string, room: Room): number {
    this.calls.add(call)
    const known = this.starts.get(call)
    if (known !== undefined) return known
    const start = this.n - Math.max(0, Math.floor((this.at - room.answeredAt) / FRAME_MS))
    this.starts.set(call, start)
    return start
  }

  private mouth(port: Port): Frame | null {
    const known = this.spoken.get(port)
    if (known !== undefined) return known
    const frame = port.take()
    this.spoken.set(port, frame)
    return frame
  }

  private send(port: Port, frame: Frame): void {
    this.mouth(port)
    this.sent.set(port.line, frame)
    port.send(frame)
  }
}

const placeOf = (seat: Seat): Place => ({
  kind: 'supervisor',
  id: seat.id,
  agentSide: seat.agentSide,
  mode: seat.mode,
})

const isAgent = (listener: Place, room: Room): boolean => listener.kind === 'party' && listener.side === room.agentSide
