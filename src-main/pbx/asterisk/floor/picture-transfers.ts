// What AMI tells of a transfer itself: who goes where, before any channel is seen there.
import type { AmiMessage } from '../wire/ami-codec.ts'
import { callIdOf, enterBridge, sameCall, waitsForMarked } from './picture-groups.ts'
import { markCall } from './picture-owners.ts'
import type { Channel, Tables } from './picture-tables.ts'

/** The transferred side goes on alone until somebody answers it. */
export function blindTransfer(tables: Tables, event: AmiMessage): void {
  if (event.Result !== 'Success') return
  handsOn(tables, event.TransfererUniqueid)
  const left = tables.bridges.get(event.BridgeUniqueid ?? '')?.members ?? []
  for (const channel of [tables.channels.get(event.TransfereeUniqueid ?? ''), ...left])
    if (channel && channel.id !== event.TransfererUniqueid) {
      channel.isAwaited = true
      channel.isSentOn = true
      markCall(tables, channel)
    }
}

/**
 * Both calls of the transferring phone become one. Where its second call was not bridged yet (DestType App), the other side takes
 * that channel's place: it is in its bridge without ever having entered it, and keeps a Linkedid of its own.
 */
export function attendedTransfer(tables: Tables, event: AmiMessage): void {
  if (event.Result !== 'Success') return
  // Who makes a conference of both calls stays in it.
  if (event.DestType !== 'Threeway')
    for (const id of [event.OrigTransfererUniqueid, event.SecondTransfererUniqueid]) handsOn(tables, id)
  const transferee = tables.channels.get(event.TransfereeUniqueid ?? '')
  if (!transferee) {
    turnedRound(tables, event)
    return
  }
  const second = callIdOf(tables, event.SecondTransfererLinkedid ?? '')
  const others = [...(tables.groups.get(second) ?? [])].filter((channel) => channel !== transferee)
  if (others.length === 0) return
  if (event.DestType === 'App') {
    takeTurn(tables, transferee, event.SecondTransfererUniqueid ?? '')
    takePlace(tables, transferee, event.SecondTransfererUniqueid ?? '', others)
  }
  sameCall(tables, transferee.linkedId, second)
}

function handsOn(tables: Tables, id: string | undefined): void {
  const channel = tables.channels.get(id ?? '')
  if (!channel) return
  channel.handedOn = true
  markCall(tables, channel)
}

/** Their first call is a room or a queue: whoever they consulted takes their place there, and is not named (measured, 22). */
function turnedRound(tables: Tables, event: AmiMessage): void {
  const [first, second] = [event.OrigTransfererUniqueid ?? '', event.SecondTransfererUniqueid ?? '']
  const place = tables.channels.get(first)
  const consulted = [...(tables.groups.get(callIdOf(tables, event.SecondTransfererLinkedid ?? '')) ?? [])]
  const heir = consulted.findLast(({ id, phone }) => phone !== null && id !== second && id !== first)
  if (event.DestType !== 'App' || !place || !heir) return
  takeTurn(tables, heir, first)
  takePlace(tables, heir, first, [])
  sameCall(tables, heir.linkedId, place.linkedId)
}

/** Handed to a queue in which the transferring phone waits, they wait in its stead; no event says that they join it (measured, 22). */
function takeTurn(tables: Tables, transferee: Channel, replacedId: string): void {
  for (const [name, waiting] of tables.queues) {
    const since = waiting.get(replacedId)
    if (since === undefined) continue
    waiting.delete(replacedId)
    waiting.set(transferee.id, since)
    transferee.queue = name
    transferee.queuedAt = tables.order++
    transferee.countedBy = null
    tables.dirty.queues.add(name)
    for (const channel of [transferee, tables.channels.get(replacedId)]) if (channel) markCall(tables, channel)
  }
}

function takePlace(tables: Tables, transferee: Channel, replacedId: string, others: readonly Channel[]): void {
  const replaced = tables.channels.get(replacedId)
  if (replaced) replaced.heir = transferee.id
  const bridge = replaced?.bridge ?? others.find((channel) => channel.bridge !== null)?.bridge ?? null
  if (bridge !== null) enterBridge(tables, transferee, bridge, true)
}

/**
 * Of a call that was answered just before: whoever picks it up takes the place of who answered, in their bridge, and nothing tells
 * that they enter it (measured, 22). A phone that still rings gives its name to the other one instead (Rename).
 */
export function pickedUp(tables: Tables, event: AmiMessage, now: number): void {
  const channel = tables.channels.get(event.Uniqueid ?? '')
  const bridge = tables.channels.get(event.TargetUniqueid ?? '')?.bridge ?? null
  if (channel && bridge !== null) standsIn(tables, channel, bridge, now)
}

/** Where a transfer brings somebody into a room, this alone tells it: they stand where the transferring phone stood (measured, 22). */
export function joinsRoom(tables: Tables, event: AmiMessage, now: number): void {
  const channel = tables.channels.get(event.Uniqueid ?? '')
  if (channel && event.BridgeUniqueid) standsIn(tables, channel, event.BridgeUniqueid, now)
}

/** Of ConfbridgeList, which alone says who waits there (measured, 22): they are in the bridge like everybody else. */
export function listedInRoom(tables: Tables, event: AmiMessage): void {
  const channel = tables.channels.get(event.Uniqueid ?? '')
  const awaits = event.Waiting === 'Yes'
  if (channel && channel.bridge !== null && channel.awaitsMarked !== awaits) waitsForMarked(tables, channel, awaits)
}

/** Rooms of app_meetme (Asterisk 20 and before) mix outside the bridges: each is one of its own here. */
const meetme = (room: string): string => `meetme ${room}`

/** Fields: Asterisk's documentation of MeetmeJoin and MeetmeLeave. */
export function joinsMeetme(tables: Tables, event: AmiMessage, now: number): void {
  if (event.Meetme) joinsRoom(tables, { ...event, BridgeUniqueid: meetme(event.Meetme) }, now)
}

/** Where a list says it: `MeetMe(8600051,F)`; null: in no such room, or in one that its user named by keys. */
export function meetmeIn({ Application = '', ApplicationData = '' }: AmiMessage): string | null {
  const [room = ''] = ApplicationData.split(',')
  return /^meetme$/i.test(Application) && room !== '' ? meetme(room) : null
}

export const isInMeetme = (bridge: string | null): boolean => bridge?.startsWith(meetme('')) === true

function standsIn(tables: Tables, channel: Channel, bridge: string, now: number): void {
  channel.up = true
  channel.bridgedAt ??= now
  channel.leftAt = null
  enterBridge(tables, channel, bridge, true)
  markCall(tables, channel)
}
