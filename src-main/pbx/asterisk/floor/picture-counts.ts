// What a queue has done so far: the PBX's own counts when it lists them, moved by events until it lists them again.
import type { AmiMessage } from '../wire/ami-codec.ts'
import { wayOf } from '../wire/ami-names.ts'
import { pbxSeconds } from '../wire/pbx-clock.ts'
import type { Connected, QueueCounts, Tables } from './picture-tables.ts'

/** The waiting channels of this queue, which from now on is known and to be told anew. */
export function queueOf(tables: Tables, name: string): Map<string, number> {
  const waiting = tables.queues.get(name) ?? new Map<string, number>()
  if (name !== '') {
    // A member who was taken for an agent may be this queue.
    if (!tables.queues.has(name) && tables.members.size > 0) tables.people = null
    tables.queues.set(name, waiting)
    tables.dirty.queues.add(name)
  }
  return waiting
}

/** A dialplan may write a queue's name in other letters: to Asterisk it is the same (app_queue.c compares without regard to case). */
export function queueNamed({ queues }: Tables, written: string): string | null {
  if (written === '' || queues.has(written)) return written || null
  const lower = written.toLowerCase()
  return [...queues.keys()].find((name) => name.toLowerCase() === lower) ?? written
}

/** Fields: Asterisk's documentation of QueueParams; the share within the service level comes as a percentage of the completed. */
export function queueSeen(tables: Tables, event: AmiMessage): void {
  const name = event.Queue ?? ''
  queueOf(tables, name)
  const [completed, abandoned] = [whole(event.Completed), whole(event.Abandoned)]
  const [serviceWithinS, percent] = [whole(event.ServiceLevel), Number(event.ServicelevelPerf)]
  if (name === '' || completed === null || abandoned === null) return
  const within = Number.isFinite(percent) ? Math.round((completed * percent) / 100) : 0
  tables.counts.set(name, { completed, abandoned, within, serviceWithinS: serviceWithinS ?? 0 })
}

/** Fields: Asterisk's documentation of AgentConnect; `Uniqueid` is the caller's. */
export function connected(tables: Tables, event: AmiMessage, now: number): void {
  const { Uniqueid: caller = '', DestUniqueid: leg = '', HoldTime } = event
  const before = tables.connected.get(memberKey(event))
  tables.connected.set(memberKey(event), {
    caller,
    leg,
    heldS: Number(HoldTime),
    isCounted: false,
    since: now,
    isOneOfTwo: before !== undefined && !before.isCounted && now - before.since <= SAME_SECOND_MS,
    isOld: false,
  })
}

/** The PBX tells two calls of a member apart by the second in which each began; events of one second may come this far apart. */
const SAME_SECOND_MS = 1_500

/**
 * The caller's wait is HoldTime, in seconds, as the PBX itself compares it with the service level. It counts the call that a member
 * took last, once: at its end, or as soon as their device is free (update_queue in apps/app_queue.c, measured with 22). Of two calls
 * that one member has at once it counts the later one alone, though it tells of both.
 */
export function completed(tables: Tables, event: AmiMessage, now: number): 'counted' | 'not counted' {
  const last = tables.connected.get(memberKey(event))
  const isLast = last !== undefined && isOf(last, event)
  if (last && (isLast ? last.isCounted : !last.isOld)) return 'not counted'
  if (!isLast && wasListed(tables, event, now)) return 'not counted'
  if (last && isLast) last.isCounted = true
  add(tables, event, Number(event.HoldTime), 1)
  // QueueMemberStatus tells it only once their device changes, which one kept by an application need not do.
  const membership = tables.members.get(event.Interface ?? '')?.queues.get(event.Queue ?? '')
  if (membership) membership.taken++
  const agent = tables.people?.ofWay(wayOf(event.Interface ?? '')) ?? null
  if (agent !== null) tables.dirty.agents.add(agent)
  return 'counted'
}

/** Of a call that began while nothing was heard: its member's last call was counted since then, so that the list had it already. */
function wasListed(tables: Tables, { Interface = '', Queue = '', TalkTime }: AmiMessage, now: number): boolean {
  const talkedS = whole(TalkTime)
  const countedAt = tables.members.get(Interface)?.queues.get(Queue)?.lastCallS ?? 0
  return talkedS !== null && countedAt > 0 && countedAt >= pbxSeconds(tables, now) - talkedS
}

/**
 * Of a caller whose channel is gone nothing is told, and one whom their agent has handed to another queue is told under the channel
 * that waited there; the agent's own channel is the same (measured, 22).
 */
function isOf({ caller, leg }: Connected, { Uniqueid, DestUniqueid }: AmiMessage): boolean {
  return Uniqueid === undefined || Uniqueid === caller || (DestUniqueid !== undefined && DestUniqueid === leg)
}

/** The PBX has counted so many calls of a member more than were told. How long a caller waited whose call began unheard is not known. */
export function countedBefore(tables: Tables, event: AmiMessage, calls: number): void {
  const last = tables.connected.get(memberKey(event))
  if (calls <= 0 || (last?.isCounted && !last.isOld)) return
  const isKnown = last !== undefined && !last.isCounted
  if (isKnown) last.isCounted = true
  else tables.connected.set(memberKey(event), { ...countedUnheard })
  add(tables, event, isKnown ? last.heldS : 0, calls)
}

/** A call of whose beginning nothing was told, and which the PBX has counted. */
const countedUnheard: Connected = {
  caller: '',
  leg: '',
  heldS: 0,
  isCounted: true,
  since: 0,
  isOneOfTwo: false,
  isOld: false,
}

/** The PBX lists that it has counted this member's last call, which may go on. */
export function listedAsCounted(tables: Tables, way: string, queue: string, lastCallS: number): void {
  const last = tables.connected.get(memberKey({ Queue: queue, Interface: way }))
  if (last && lastCallS >= pbxSeconds(tables, last.since)) last.isCounted = true
}

/** What the connection before knew; a member of whom the list says more calls than were told had theirs counted meanwhile. */
export function rememberConnected(before: Tables, after: Tables): void {
  for (const [key, call] of before.connected) {
    if (after.connected.has(key)) continue
    const [queue = '', way = ''] = [key.slice(0, key.indexOf(' ')), key.slice(key.indexOf(' ') + 1)]
    const taken = (tables: Tables) => tables.members.get(way)?.queues.get(queue)?.taken ?? 0
    const isCounted = call.isCounted || taken(after) > taken(before)
    after.connected.set(key, { ...call, isCounted, isOld: true })
  }
}

/**
 * Before an event is applied: what it counts does not fit. Of a member fewer calls than they had: the figures were reset, which no event
 * tells (one fewer may be one told late). Of a queue another number of callers than wait there with this one. Of two calls that a member took
 * in one second, which of them is counted cannot be known.
 */
export function countsOtherwise({ members, queues, connected }: Tables, event: AmiMessage): boolean {
  const { Event = '', Queue = '', Uniqueid = '' } = event
  if (Event === 'AgentComplete') return connected.get(memberKey(event))?.isOneOfTwo === true
  if (Event.startsWith('QueueMember')) {
    const taken = members.get(event.Interface ?? '')?.queues.get(Queue)?.taken ?? 0
    const counted = whole(event.CallsTaken)
    return counted !== null && counted < taken - 1
  }
  const waiting = queues.get(Queue)
  const count = whole(event.Count)
  if (!waiting || count === null) return false
  if (Event === 'QueueCallerJoin') return count !== waiting.size + (waiting.has(Uniqueid) ? 0 : 1)
  return Event === 'QueueCallerLeave' && count !== waiting.size - (waiting.has(Uniqueid) ? 1 : 0)
}

function add(tables: Tables, event: AmiMessage, heldS: number, calls: number): void {
  count(tables, event, (counts) => {
    counts.completed += calls
    if (heldS <= counts.serviceWithinS) counts.within += calls
  })
  // An agent who hands the call on completes it for the queue; it goes on without counting twice.
  const caller = tables.channels.get(event.Uniqueid ?? '')
  if (!caller) return
  caller.countedBy = event.Queue ?? null
  if (tables.servedBy.get(caller.linkedId) === event.Queue) servesNoMore(tables, event.Queue ?? '', caller.linkedId)
}

export function servesNoMore(tables: Tables, queue: string, callId: string): void {
  tables.servedBy.delete(callId)
  tables.serving.get(queue)?.delete(callId)
  tables.dirty.queues.add(queue)
}

const memberKey = ({ Queue = '', Interface = '' }: AmiMessage): string => `${Queue} ${Interface}`

export function abandoned(tables: Tables, event: AmiMessage): void {
  count(tables, event, (counts) => {
    counts.abandoned++
  })
}

function count(tables: Tables, event: AmiMessage, add: (counts: QueueCounts) => void): void {
  const counts = tables.counts.get(event.Queue ?? '')
  if (!counts) return
  add(counts)
  tables.dirty.queues.add(event.Queue ?? '')
}

const whole = (text: string | undefined): number | null =>
  text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : null
