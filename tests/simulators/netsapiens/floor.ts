// What the simulated platform needs of a PBX behind it: a floor, and monitors with real or no sound.
import type { Stop } from '#main/demo-pbx/kit/time.ts'

type SimSide = {
  readonly number: string
  readonly name: string | null
  readonly local: boolean
  readonly agent: string | null
}

/** As the demo PBX's feed tells a call; see docs/demo-pbx.md. */
export type SimCall = {
  readonly id: string
  readonly from: SimSide
  readonly to: SimSide
  readonly agent: string | null
  readonly queue: string | null
  readonly state: 'waiting' | 'ringing' | 'up' | 'held'
  readonly started: number
  readonly answered: number | null
}

export type SimAgent = {
  readonly ext: string
  readonly name: string
  readonly status: string
  readonly reason: string | null
  readonly queues: readonly string[]
}

export type SimQueue = {
  readonly ext: string
  readonly name: string
  readonly waiting: number
  readonly oldest: number | null
}

export type SimMode = 'listen' | 'whisper-agent' | 'whisper-caller' | 'join'

export type FloorEvent =
  | { readonly kind: 'call'; readonly call: SimCall }
  | { readonly kind: 'callEnd'; readonly id: string }
  | { readonly kind: 'agent'; readonly agent: SimAgent }
  | { readonly kind: 'queue'; readonly queue: SimQueue }

/** Of one ringing of one phone of the supervisor. */
export type RingEvent = { readonly ring: string } & (
  | { readonly kind: 'answered' }
  | { readonly kind: 'silent' } // the PBX put it back to listen by itself
  | { readonly kind: 'ended' }
)

export type RingOrder = {
  readonly ring: string
  readonly call: string
  readonly agent: string
  readonly device: string
  readonly supervisor: string
  readonly fromUser: string
  readonly fromName: string
}

/** What API v2 does to calls and agents. serve: log in to a queue, or out of it. */
export type SimOrder =
  | { readonly kind: 'end'; readonly call: string }
  | { readonly kind: 'hold'; readonly call: string; readonly agent: string; readonly on: boolean }
  | { readonly kind: 'serve'; readonly agent: string; readonly queue: string; readonly on: boolean }

export type Backend = {
  /** The whole floor as events first, then every change. */
  readonly onFloor: (listener: (event: FloorEvent) => void) => Stop
  readonly onRing: (listener: (event: RingEvent) => void) => Stop
  readonly isRegistered: (device: string) => boolean
  /** Resolves to false when it cannot be done. */
  readonly ring: (order: RingOrder) => Promise<boolean>
  readonly mode: (ring: string, mode: SimMode) => Promise<boolean>
  readonly end: (ring: string) => Promise<void>
  /** Resolves to false when it cannot be done. */
  readonly act: (order: SimOrder) => Promise<boolean>
  readonly close: () => void
}
