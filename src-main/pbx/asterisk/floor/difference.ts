// A difference between what the PBX lists and what its events have told, and the lists.
import type { AmiMessage } from '../wire/ami-codec.ts'
import type { Tables } from './picture-tables.ts'

/**
 * Rows of BridgeList, CoreShowChannels, ExtensionStateList, QueueStatus, DeviceStateList, ParkedCalls and Agents; null: it could not be had, which
 * is not the same as empty.
 */
export type Lists = {
  readonly bridges: readonly AmiMessage[] | null
  readonly channels: readonly AmiMessage[]
  readonly hints: readonly AmiMessage[] | null
  readonly queues: readonly AmiMessage[] | null
  readonly devices: readonly AmiMessage[] | null
  readonly parked: readonly AmiMessage[] | null
  readonly pool: readonly AmiMessage[] | null
}

export type Difference = {
  /** Says what differs; the same difference, found again, says the same. */
  readonly what: string
  /** The class of AMI events that should have told it; null: none does, as of a list that was read anew. */
  readonly untoldBy: 'call' | 'agent' | null
  readonly mend: (tables: Tables, now: number) => void
}

/** Bridges and channels first: what follows speaks of them. */
export const rowsOfAll = ({ bridges, channels, hints, queues, devices, parked, pool }: Lists): readonly AmiMessage[] =>
  [bridges, channels, hints, queues, devices, parked, pool].flatMap((rows) => rows ?? [])
