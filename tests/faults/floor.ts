// What a floor must offer for its faults to be tried: lanes beside each other, each with calls, ears, a line and a console of its own.
import type { Target } from '#contract/monitor.ts'
import type { Connector } from '#main/pbx/connector.ts'
import type { Phone } from '#renderer/line/phone.ts'
import type { Injector } from './wire/injector.ts'

export const supervisorHz = 1000

/** Whoever talks on a lane, so far apart that none is taken for another even in the single frame that a starved ear has of a moment. */
export const voices = { first: { agent: 400, caller: 640 }, second: { agent: 1480, caller: 2200 } } as const

/** An ear on the call. `level`: amplitude of a tone over the last `windowMs`; 8000 is a full voice. */
export type Party = {
  readonly name: string
  readonly hz: number // of its own voice
  level(hz: number, windowMs: number): Promise<number>
  /** Counts gaps in this tone from now on. */
  mark(hz: number): void
  /** Frames (20 ms) without it since then: the longest run of them, and all (null: this floor does not count them). */
  gaps(): Promise<{ readonly longest: number; readonly dropped: number | null }>
}

/** Who talks with whom. `target`: as the console would be asked to listen to it. */
export type Talk = { readonly target: Target; readonly agent: Party; readonly caller: Party }

export type LaneCall = Talk & {
  hangUp(): Promise<void>
  /** To the lane's second agent. attended: who sends it on has talked to that agent before, where the floor has it. */
  transfer(by: 'agent' | 'caller', how: TransferKind): Promise<Talk>
}

export type TransferKind = 'blind' | 'attended'

/** The supervisor's phone: what the console drives, and what the supervisor hears. */
export type LinePhone = Phone & {
  hears(hz: number, windowMs: number): Promise<number>
  /** The window is gone without a word: the phone is silent, and what call there is stays until the PBX ends it. */
  crash(): void
}

export type Lane = {
  readonly name: string
  readonly injector: Injector
  /** Behind the proxies; always the same owner. */
  connector(): Connector
  phone(): LinePhone
  call(agent: 'first' | 'second'): Promise<LaneCall>
  /** The console dies as a process does: its connections are gone for good, and the next connector has new ones. */
  kill(): Promise<void>
  /** What is on the PBX of this lane's monitors, read by another way than the console's. */
  leftovers(): Promise<readonly string[]>
  /** Ends every call, for the next cell. */
  clear(): Promise<void>
}

export type FaultFloor = {
  readonly name: string
  readonly journeys: (name: string) => boolean
  open(lanes: number): Promise<{ readonly lanes: readonly Lane[]; close(): Promise<void> }>
}
