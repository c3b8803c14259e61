// What the PBX lists against what its events have told: each difference with what mends it. No effects in here.
import type { AmiMessage } from '../wire/ami-codec.ts'
import { devicesOfHint } from '../wire/ami-names.ts'
import { type Difference, type Lists, rowsOfAll } from './difference.ts'
import { channelDifferences } from './differences-channels.ts'
import type { Member, Membership } from './people.ts'
import { listedAsCounted, queueOf } from './picture-counts.ts'
import { applyEvent } from './picture-events.ts'
import { dropMembership, markMember, memberOf, nameMember, setMembership } from './picture-members.ts'
import { markCall } from './picture-owners.ts'
import { emptyTables, type QueueCounts, type Tables } from './picture-tables.ts'

export function differencesOf(tables: Tables, lists: Lists, now: number): readonly Difference[] {
  const listed = emptyTables(tables.rules, tables.clockOffsetMs)
  for (const row of rowsOfAll(lists)) applyEvent(listed, row, now)
  return [
    ...channelDifferences(tables, listed, lists),
    ...(lists.queues ? [...queueDifferences(tables, listed), ...memberDifferences(tables, listed)] : []),
    ...hintDifferences(tables, lists.hints ?? []),
    ...(lists.devices ? deviceDifferences(tables, listed) : []),
  ]
}

function queueDifferences(tables: Tables, listed: Tables): Difference[] {
  const found: Difference[] = []
  const add = (what: string, mend: Difference['mend'], untoldBy: Difference['untoldBy'] = null) =>
    found.push({ what, untoldBy, mend })
  for (const name of tables.queues.keys())
    if (!listed.queues.has(name)) add(`queue ${name} is gone`, (live) => forgetQueue(live, name))
  for (const [name, there] of listed.queues) {
    const waiting = tables.queues.get(name)
    if (!waiting) add(`queue ${name} is there`, (live) => void queueOf(live, name))
    for (const [id, since] of there)
      if (!waiting?.has(id)) add(`${id} waits in ${name}`, (live) => waits(live, name, id, since), 'agent')
    for (const id of waiting?.keys() ?? [])
      if (!there.has(id)) add(`${id} has left ${name}`, (live) => waits(live, name, id, null), 'agent')
    const counted = countsDiffer(tables.counts.get(name), listed.counts.get(name))
    if (counted) add(`counts of ${name}: ${counted}`, (live) => setCounts(live, name, listed.counts.get(name)))
  }
  return found
}

function forgetQueue(tables: Tables, name: string): void {
  tables.queues.delete(name)
  tables.counts.delete(name)
  tables.people = null // a member by its number may be somebody now
  tables.dirty.queues.add(name)
}

function waits(tables: Tables, name: string, id: string, since: number | null): void {
  const waiting = queueOf(tables, name)
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
    if (!member && queues.size === 0) add(`${way} is in a pool`, (live) => void called(live, way, state, name))
    if (member && (member.state !== state || (name !== null && member.name !== name)))
      add(`${way} is ${name ?? 'nameless'}, by ${state}`, (live) => void called(live, way, state, name))
    for (const [queue, there] of queues)
      for (const { what, mend } of asideFrom(member?.queues.get(queue), there))
        add(`${name ?? way} in ${queue}: ${what}`, (live) => mend(live, listedMember))
  }
  return found
}

/**
 * What one queue has of one member otherwise, each thing by itself: a call or a pause told meanwhile makes no other difference of the
 * rest. Calls as by how many, since both sides may move between two looks.
 */
function asideFrom(ours: Membership | undefined, there: Membership): readonly Aspect[] {
  if (!ours) return [{ what: `a member, status ${there.status}`, mend: (live, member) => enter(live, member, there) }]
  const { status, paused, reason, taken } = there
  const found: Aspect[] = []
  const add = (what: string, change: (membership: Membership, live: Tables, way: string) => void) =>
    found.push({
      what,
      mend: (live, { way }) => {
        const membership = live.members.get(way)?.queues.get(there.queue)
        if (!membership) return
        change(membership, live, way)
        markMember(live, way)
        live.dirty.queues.add(there.queue)
      },
    })
  if (ours.status !== status)
    add(`status ${status}`, (membership, live) => {
      membership.status = status
      membership.order = live.order++
    })
  if (ours.paused !== paused || ours.reason !== reason)
    add(paused ? `paused ${reason ?? ''}` : 'not paused', (membership) => {
      membership.paused = paused
      membership.reason = reason
    })
  if (ours.taken !== taken)
    add(`${taken - ours.taken} calls`, (membership, live, way) => {
      membership.taken = taken
      membership.lastCallS = there.lastCallS
      listedAsCounted(live, way, there.queue, there.lastCallS)
    })
  return found
}

type Aspect = { readonly what: string; readonly mend: (tables: Tables, listed: Member) => void }

function enter(tables: Tables, { way, state, name }: Member, membership: Membership): void {
  const member = called(tables, way, state, name)
  setMembership(tables, member, { ...membership, order: tables.order++ })
  markMember(tables, way)
}

function called(tables: Tables, way: string, state: string, name: string | null): Member {
  const member = memberOf(tables, way, state)
  nameMember(tables, member, name)
  return member
}

/** Nobody was told to log out: who is in no queue any more has been taken off the floor by the administrator. */
function leave(tables: Tables, way: string, queue: string): void {
  const member = dropMembership(tables, way, queue)
  markMember(tables, way)
  if (member?.queues.size === 0) {
    tables.members.delete(way)
    tables.people = null
  }
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
