// Queue members, their devices and their hints, as AMI lists and tells them.
import type { AmiMessage } from '../wire/ami-codec.ts'
import { asWritten, devicesOfHint, known, wayOf } from '../wire/ami-names.ts'
import { pbxSeconds } from '../wire/pbx-clock.ts'
import type { Member, Membership } from './people.ts'
import { countedBefore, queueOf } from './picture-counts.ts'
import { agentOf, ownerOf } from './picture-owners.ts'
import type { Tables } from './picture-tables.ts'

/** A member is known by whom the queue rings (`Interface`, in a list `Location`): what tells their state may be anything. */
const wayOfMember = (event: AmiMessage): string => event.Interface || event.Location || event.StateInterface || ''

export function member(tables: Tables, event: AmiMessage, now: number): void {
  const [way, queue] = [wayOfMember(event), event.Queue ?? '']
  if (way === '' || queue === '') return
  const found = memberOf(tables, way, stateOf(tables, way, queue, asWritten(event.StateInterface || way)))
  nameMember(tables, found, nameOfMember(event, way))
  const before = found.queues.get(queue)
  // A call that ended in the future (but for a rounded second) was told by a clock that has been set since we read it.
  const lastCallS = Math.min(Math.max(seconds(event.LastCall), before?.lastCallS ?? 0), pbxSeconds(tables, now) + 2)
  const taken = Number(event.CallsTaken ?? 0)
  // A list tells the counts of its queue as well.
  if (before && event.Event !== 'QueueMember') countedBefore(tables, event, taken - before.taken)
  setMembership(tables, found, {
    queue,
    status: Number(event.Status ?? 0),
    paused: event.Paused === '1',
    reason: known(event.PausedReason),
    taken,
    isInCall: event.InCall === '1',
    ownWrapS: seconds(event.Wrapuptime),
    lastCallS,
    order: tables.order++,
  })
  markMember(tables, way)
}

/** One queue may name what tells a member's state and another not, which then tells it under the interface itself: that says less. */
function stateOf({ members }: Tables, way: string, queue: string, told: string): string {
  const known = members.get(way)
  const isOfAnother = known !== undefined && [...known.queues.keys()].some((one) => one !== queue)
  return isOfAnother && told === asWritten(way) ? known.state : told
}

const seconds = (text: string | undefined): number => (text !== undefined && /^\d{1,11}$/.test(text) ? Number(text) : 0)

/** A member without a name of its own is told under its interface, which is no name. */
function nameOfMember(event: AmiMessage, way: string): string | null {
  const name = known(event.MemberName ?? event.Name)
  return name === way || name === event.StateInterface ? null : name
}

/** Rows of calls name whoever is in them, and whoever has parked somebody. */
export function nameMember(tables: Tables, member: Member, name: string | null): void {
  if (name === null || member.name === name) return
  member.name = name
  const id = tables.people?.ofMember(member.way) ?? null
  if (id === null) return
  tables.dirty.agents.add(id)
  for (const channel of tables.channels.values())
    if (channel.parked !== null || agentOf(tables, channel) === id) tables.dirty.calls.add(channel.linkedId)
}

/** The member whom a queue rings this way, perhaps a new one. */
export function memberOf(tables: Tables, way: string, state: string): Member {
  const found: Member = tables.members.get(way) ?? { way, state, name: null, queues: new Map() }
  if (!tables.members.has(way) || found.state !== state) tables.people = null
  found.state = state
  tables.members.set(way, found)
  return found
}

export function setMembership(tables: Tables, member: Member, membership: Membership): void {
  const { queue } = membership
  if (member.queues.size === 0) knownByPoolAlone(tables, member)
  member.queues.set(queue, membership)
  tables.inQueue.set(queue, (tables.inQueue.get(queue) ?? new Set()).add(member))
  tables.dirty.queues.add(queue)
}

/** Whether somebody is in a queue decides whether a pool has them besides (people.ts). */
function knownByPoolAlone(tables: Tables, { way }: Member): void {
  if (way.startsWith('Agent:')) tables.people = null
}

/** They stay a member of the floor, logged out of this queue. */
export function dropMembership(tables: Tables, way: string, queue: string): Member | null {
  const member = tables.members.get(way)
  if (!member?.queues.delete(queue)) return member ?? null
  if (member.queues.size === 0) knownByPoolAlone(tables, member)
  const rest = tables.inQueue.get(queue)
  rest?.delete(member)
  if (rest?.size === 0) tables.inQueue.delete(queue)
  tables.dirty.queues.add(queue)
  return member
}

export function markMember(tables: Tables, way: string): void {
  // Who changes by a new member is marked when people are made anew.
  const id = tables.people?.ofWay(wayOf(way)) ?? null
  if (id !== null) tables.dirty.agents.add(id)
}

export function memberGone(tables: Tables, event: AmiMessage): void {
  dropMembership(tables, wayOfMember(event), event.Queue ?? '')
  queueOf(tables, event.Queue ?? '')
  markMember(tables, wayOfMember(event))
}

/** Over ISDN there is a device for every number that is dialled (`DAHDI/i1/5550100`): they are no phones, and without end. */
const isDevice = /^(?:PJSIP|SIP|IAX2|SCCP|DAHDI)\/[^/]+$|^(?:Custom|Agent):./

export function device(tables: Tables, event: AmiMessage, now: number): void {
  const name = event.Device ?? ''
  if (!isDevice.test(name)) return
  const state = event.State ?? ''
  const isPhone = name.includes('/')
  // The list of a pool wants a right that ARI does without; that there is such an agent, their device says too.
  if (name.startsWith('Agent:') && !/^(?:INVALID|UNKNOWN)?$/.test(state)) memberOf(tables, name, name)
  // That a phone is there at all may make it an agent.
  if (isPhone && !tables.devices.has(name)) tables.people = null
  if (tables.devices.get(name)?.state !== state) tables.devices.set(name, { state, since: now })
  if (tables.people === null) return
  for (const phone of isPhone ? [name] : tables.people.desksBeside(name)) {
    const owner = ownerOf(tables, phone)
    if (owner !== null) tables.dirty.agents.add(owner)
  }
  for (const id of tables.people.ofSign(name)) tables.dirty.agents.add(id)
}

/** Told at every change of a hint's state, and listed by ExtensionStateList. */
export function hint(tables: Tables, event: AmiMessage): void {
  const devices = devicesOfHint(event.Hint ?? '')
  const name = `${event.Exten ?? ''}@${event.Context ?? ''}`
  if (devices.length === 0 || tables.hints.get(name)?.join('&') === devices.join('&')) return
  tables.hints.set(name, devices)
  tables.people = null
}
