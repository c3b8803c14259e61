// Which channels are one call: those of one Linkedid, and those of Linkedids that met in a bridge or by a transfer.
import { markCall } from './picture-owners.ts'
import { type Channel, endingMs, otherHalf, type Tables } from './picture-tables.ts'

/**
 * The call a Linkedid belongs to. Asterisk gives all channels of a bridge the oldest Linkedid there, but says so only with the
 * next event of each; and one that takes another's place in a transfer keeps its own (measured, 22).
 */
export const callIdOf = (tables: Tables, linkedId: string): string => tables.joined.get(linkedId) ?? linkedId

export function addToCall(tables: Tables, channel: Channel): void {
  const members = tables.groups.get(channel.linkedId) ?? new Set()
  tables.groups.set(channel.linkedId, members.add(channel))
  markCall(tables, channel)
}

export function leaveCall(tables: Tables, channel: Channel): void {
  markCall(tables, channel)
  const members = tables.groups.get(channel.linkedId)
  members?.delete(channel)
  if (members?.size === 0) forgetCall(tables, channel.linkedId)
  // Who stays in a call sees its other side change.
  for (const other of members ?? []) markCall(tables, other)
}

/** An event of this channel carries this Linkedid. */
export function linked(tables: Tables, channel: Channel, linkedId: string | undefined): void {
  if (!linkedId || tables.seats.has(linkedId) || callIdOf(tables, linkedId) === channel.linkedId) return
  if (matesOf(tables, channel).size > 1) sameCall(tables, channel.linkedId, linkedId)
  else moveTo(tables, channel, callIdOf(tables, linkedId))
}

/** These two Linkedids are one call from now on, under the older of them. */
export function sameCall(tables: Tables, one: string, other: string): void {
  const [first, second] = [callIdOf(tables, one), callIdOf(tables, other)]
  if (first === second) return
  const [call, younger] = isOlder(tables, first, second) ? [first, second] : [second, first]
  for (const [linkedId, into] of tables.joined) if (into === younger) tables.joined.set(linkedId, call)
  tables.joined.set(younger, call)
  for (const channel of [...(tables.groups.get(younger) ?? [])]) moveTo(tables, channel, call)
}

/** `shares`: whoever is in this bridge is in one conversation; not so in a parking lot or a waiting room. */
export function enterBridge(tables: Tables, channel: Channel, id: string, shares: boolean): void {
  if (channel.bridge !== id) leaveBridge(tables, channel)
  const bridge = tables.bridges.get(id) ?? { members: new Set(), shares: false, isLot: false }
  tables.bridges.set(id, bridge)
  // Where all wait for somebody marked, whoever comes waits too until the room's list says otherwise.
  if (channel.bridge !== id && bridge.members.size > 0) channel.awaitsMarked = [...bridge.members].every(isAwaiting)
  channel.bridge = id
  channel.isAwaited = false
  channel.handedOn &&= channel.heir !== null
  bridge.members.add(channel)
  bridge.shares ||= shares
  markCall(tables, channel)
  unite(tables, channel)
}

const isAwaiting = ({ awaitsMarked }: Channel): boolean => awaitsMarked

/** It hears nobody in its bridge, or hears them from now on. */
export function waitsForMarked(tables: Tables, channel: Channel, awaits: boolean): void {
  channel.awaitsMarked = awaits
  markCall(tables, channel)
  unite(tables, channel)
}

/** Whoever it is in conversation with is in its call, and so is whoever talks beyond the Local pair that it is half of. */
function unite(tables: Tables, channel: Channel): void {
  const mates = matesOf(tables, channel)
  for (const mate of mates) sameCall(tables, channel.linkedId, mate.linkedId)
  const half = mates.size > 0 ? otherHalf(tables, channel) : undefined
  if (half && matesOf(tables, half).size > 0) sameCall(tables, channel.linkedId, half.linkedId)
}

export function leaveBridge(tables: Tables, channel: Channel): void {
  const bridge = tables.bridges.get(channel.bridge ?? '')
  bridge?.members.delete(channel)
  if (bridge?.members.size === 0) tables.bridges.delete(channel.bridge ?? '')
  channel.bridge = null
  channel.awaitsMarked = false
  markCall(tables, channel)
}

/** Since then it is in no bridge: within `endingMs` it is in another, or nobody talks on it any more. */
export function goesOnFrom(tables: Tables, channel: Channel, at: number): void {
  channel.leftAt = at
  tables.due.channels.set(channel, at + endingMs)
}

/** Who is in one conversation with this channel, itself included; nobody where the bridge is none. */
function matesOf(tables: Tables, channel: Channel): ReadonlySet<Channel> {
  const bridge = tables.bridges.get(channel.bridge ?? '')
  if (!bridge?.shares || channel.awaitsMarked) return new Set()
  return new Set([...bridge.members].filter((mate) => !isAwaiting(mate)))
}

export function moveTo(tables: Tables, channel: Channel, call: string): void {
  leaveCall(tables, channel)
  channel.linkedId = call
  addToCall(tables, channel)
  for (const other of tables.groups.get(call) ?? []) markCall(tables, other)
}

function forgetCall(tables: Tables, call: string): void {
  tables.groups.delete(call)
  for (const [linkedId, into] of tables.joined) if (into === call) tables.joined.delete(linkedId)
}

/** As Asterisk compares them: by the second, then by the number within it (main/channel_internal_api.c). */
function isOlder(tables: Tables, one: string, other: string): boolean {
  const [[second, number], [otherSecond, otherNumber]] = [ageOf(tables, one), ageOf(tables, other)]
  return second === otherSecond ? number <= otherNumber : second < otherSecond
}

function ageOf(tables: Tables, linkedId: string): readonly [second: number, number: number] {
  // An agent of a pool came before all their callers, and the call is the caller's all the same.
  if (tables.seats.has(linkedId)) return [Number.POSITIVE_INFINITY, 0]
  const [, second, number] = /(?:^|-)(\d{9,11})\.(\d+)$/.exec(linkedId) ?? []
  if (second !== undefined) return [Number(second), Number(number)]
  // Somebody chose this id: then the channel that has it says how old it is.
  const first = tables.channels.get(linkedId)
  return first ? [(first.startedAt - tables.clockOffsetMs) / 1000, first.order] : [Number.POSITIVE_INFINITY, 0]
}
