// What the PBX lists against what its events have told: each difference with what mends it. No effects in here.
import type { AmiMessage } from '../wire/ami-codec.ts'
import { devicesOfHint } from '../wire/ami-names.ts'
import type { Member, Membership } from './people.ts'
import { applyEvent } from './picture-events.ts'
import { enterBridge, leaveBridge } from './picture-groups.ts'
import { markMember, memberOf } from './picture-members.ts'
import { type Channel, emptyTables, markCall, type QueueCounts, type Tables } from './picture-tables.ts'

/** Rows of CoreShowChannels, ExtensionStateList, QueueStatus and DeviceStateList; null: it could not be had, which is not the same as empty. */
export type Lists = {
  readonly channels: readonly AmiMessage[]
  readonly hints: readonly AmiMessage[] | null
  readonly queues: readonly AmiMessage[] | null
  readonly devices: readonly AmiMessage[] | null
}

export type Difference = {
  /** Says what differs; the same difference, found again, says the same. */
  readonly what: string
  /** The class of AMI events that should have told it; null: none does, as of a list that was read anew. */
  readonly untoldBy: 'call' | 'agent' | null
  readonly mend: (tables: Tables, now: number) => void
}

/** Channels first: what follows speaks of them. */
export const rowsOfAll = ({ channels, hints, queues, devices }: Lists): readonly AmiMessage[] => [
  ...channels,
  ...(hints ?? []),
  ...(queues ?? []),
  ...(devices ?? []),
]

export function differencesOf(tables: Tables, lists: Lists, now: number): readonly Difference[] {
  const listed = emptyTables(tables.rules, tables.clockOffsetMs)
  for (const row of rowsOfAll(lists)) applyEvent(listed, row, now)
  return [
    ...channelDifferences(tables, listed, lists.channels),
    ...(lists.queues ? [...queueDifferences(tables, listed), ...memberDifferences(tables, listed)] : []),
    ...hintDifferences(tables, lists.hints ?? []),
    ...(lists.devices ? deviceDifferences(tables, listed) : []),
  ]
}

function channelDifferences(tables: Tables, listed: Tables, rows: readonly AmiMessage[]): Difference[] {
  const byId = new Map(rows.map((row) => [row.Uniqueid ?? '', row]))
  const found: Difference[] = []
  const add = (what: string, mend: Difference['mend']) => found.push({ what, untoldBy: 'call', mend })
  for (const { id, name } of tables.channels.values()) {
    if (byId.has(id)) continue
    add(`${name} is gone`, (live, now) => applyEvent(live, { Event: 'Hangup', Uniqueid: id, Channel: name }, now))
  }
  for (const there of listed.channels.values()) {
    const channel = tables.channels.get(there.id)
    const row = byId.get(there.id)
    if (!channel && row) add(`${there.name} is there`, (live, now) => applyEvent(live, row, now))
    if (channel && !isSame(channel, there))
      add(`${there.name}: ${there.up ? 'up' : 'not up'}, bridge ${there.bridge ?? 'none'}`, (live, now) =>
        correct(live, channel, there, now),
      )
  }
  return found
}

const isSame = (channel: Channel, there: Channel): boolean =>
  channel.bridge === there.bridge && channel.name === there.name && (channel.up || !there.up)

function correct(tables: Tables, channel: Channel, there: Channel, now: number): void {
  const renamed = { Event: 'Rename', Uniqueid: channel.id, Newname: there.name }
  if (channel.name !== there.name) applyEvent(tables, renamed, now)
  channel.up ||= there.up
  if (there.bridge === null) {
    leaveBridge(tables, channel)
    channel.leftAt = channel.bridgedAt === null ? null : now
  } else {
    channel.leftAt = null
    channel.bridgedAt ??= now
    enterBridge(tables, channel, there.bridge, [...(tables.groups.get(channel.linkedId) ?? [])].length > 1)
  }
  markCall(tables, channel)
}

function queueDifferences(tables: Tables, listed: Tables): Difference[] {
  const found: Difference[] = []
  const add = (what: string, mend: Difference['mend'], untoldBy: Difference['untoldBy'] = null) =>
    found.push({ what, untoldBy, mend })
  for (const name of tables.queues.keys())
    if (!listed.queues.has(name)) add(`queue ${name} is gone`, (live) => forgetQueue(live, name))
  for (const [name, there] of listed.queues) {
    const waiting = tables.queues.get(name)
    if (!waiting) add(`queue ${name} is there`, (live) => void queueIn(live, name))
    for (const [id, since] of there)
      if (!waiting?.has(id)) add(`${id} waits in ${name}`, (live) => waits(live, name, id, since), 'agent')
    for (const id of waiting?.keys() ?? [])
      if (!there.has(id)) add(`${id} has left ${name}`, (live) => waits(live, name, id, null), 'agent')
    const counted = countsDiffer(tables.counts.get(name), listed.counts.get(name))
    if (counted) add(`counts of ${name}: ${counted}`, (live) => setCounts(live, name, listed.counts.get(name)))
  }
  return found
}

function queueIn(tables: Tables, name: string): Map<string, number> {
  const waiting = tables.queues.get(name) ?? new Map<string, number>()
  tables.queues.set(name, waiting)
  tables.dirty.queues.add(name)
  return waiting
}

function forgetQueue(tables: Tables, name: string): void {
  tables.queues.delete(name)
  tables.counts.delete(name)
  tables.dirty.queues.add(name)
}

function waits(tables: Tables, name: string, id: string, since: number | null): void {
  const waiting = queueIn(tables, name)
  if (since === null) waiting.delete(id)
  else waiting.set(id, since)
  const channel = tables.channels.get(id)
  if (!channel) return
  if (since !== null) {
    channel.queue = name
    channel.queuedAt = tables.order++
  }
  markCall(tables, channel)
}

/**
 * By how much they differ, or null. A call that is counted in the list and told a moment later makes a difference that is
 * another one the next time. The list gives the share within the service level by tenths of a per cent: so exact can we be.
 */
function countsDiffer(ours: QueueCounts | undefined, theirs: QueueCounts | undefined): string | null {
  if (!theirs) return null
  if (!ours) return 'not known'
  const completed = theirs.completed - ours.completed
  const abandoned = theirs.abandoned - ours.abandoned
  const within = theirs.within - ours.within
  const isRounding = Math.abs(within) <= theirs.completed / 2000 + 0.5
  if (completed === 0 && abandoned === 0 && isRounding && theirs.serviceWithinS === ours.serviceWithinS) return null
  return `${completed} completed, ${abandoned} abandoned, ${isRounding ? 0 : within} in time, within ${theirs.serviceWithinS} s`
}

function setCounts(tables: Tables, name: string, counts: QueueCounts | undefined): void {
  if (!counts) return
  tables.counts.set(name, counts)
  tables.dirty.queues.add(name)
}

function memberDifferences(tables: Tables, listed: Tables): Difference[] {
  const found: Difference[] = []
  const add = (what: string, mend: Difference['mend']) => found.push({ what, untoldBy: null, mend })
  for (const { way, queues } of tables.members.values())
    for (const queue of queues.keys())
      if (!listed.members.get(way)?.queues.has(queue))
        add(`${way} is not in ${queue}`, (live) => leave(live, way, queue))
  for (const listedMember of listed.members.values()) {
    const { way, state, name, queues } = listedMember
    const member = tables.members.get(way)
    for (const [queue, there] of queues) {
      const told = membershipSaid(member?.queues.get(queue))
      if (told !== membershipSaid(there) || member?.state !== state || (name !== null && member.name !== name))
        add(`${name ?? way} in ${queue}: ${membershipSaid(there)}`, (live) => enter(live, listedMember, there))
    }
  }
  return found
}

const membershipSaid = (membership: Membership | undefined): string =>
  membership
    ? `status ${membership.status}, ${membership.paused ? `paused ${membership.reason ?? ''}` : 'not paused'}, ${membership.taken} calls`
    : 'no member'

function enter(tables: Tables, { way, state, name }: Member, membership: Membership): void {
  const member = memberOf(tables, way, state)
  member.name = name ?? member.name
  member.queues.set(membership.queue, { ...membership, order: tables.order++ })
  markMember(tables, way)
  tables.dirty.queues.add(membership.queue)
}

/** Nobody was told to log out: who is in no queue any more has been taken off the floor by the administrator. */
function leave(tables: Tables, way: string, queue: string): void {
  const member = tables.members.get(way)
  member?.queues.delete(queue)
  markMember(tables, way)
  if (member?.queues.size === 0) {
    tables.members.delete(way)
    tables.people = null
  }
  tables.dirty.queues.add(queue)
}

/** A hint that was changed by a reload tells nothing until its state changes. */
function hintDifferences(tables: Tables, rows: readonly AmiMessage[]): Difference[] {
  return rows.flatMap((row) => {
    const { Exten = '', Context = '', Hint = '' } = row
    const devices = devicesOfHint(Hint).join('&')
    if (devices === '' || tables.hints.get(`${Exten}@${Context}`)?.join('&') === devices) return []
    const mend: Difference['mend'] = (live, now) => applyEvent(live, row, now)
    return [{ what: `hint ${Exten}@${Context} watches ${devices}`, untoldBy: null, mend }]
  })
}

function deviceDifferences(tables: Tables, listed: Tables): Difference[] {
  return [...listed.devices].flatMap(([id, { state }]) =>
    tables.devices.get(id)?.state === state
      ? []
      : [
          {
            what: `${id} is ${state}`,
            untoldBy: null,
            mend: (live: Tables, now: number) =>
              applyEvent(live, { Event: 'DeviceStateChange', Device: id, State: state }, now),
          },
        ],
  )
}
