// Who is wrapping up. A member's own time is told by AMI, a queue's (`wrapuptime` of queues.conf) in no list and no event: it is
// learned from how many of its free members the PBX calls ready. Pure.

import { pbxSeconds } from '../wire/pbx-clock.ts'
import type { Membership, Person } from './people.ts'
import { markMember } from './picture-members.ts'
import type { Tables, WrapUp } from './picture-tables.ts'

/** What `QUEUE_MEMBER(queue,free)` and `QUEUE_MEMBER(queue,ready)` count. */
export type Readiness = { readonly free: number; readonly ready: number }

/** A changed queues.conf is seen by asking anew now and then; without AMI's class `system` no event tells of it. */
const believedMs = 600_000

/** Epoch ms at which it ends; 0: they are not; infinite: the PBX says that they are, and not how long. */
export function wrapEndOf(tables: Tables, way: string, { queue, ownWrapS, lastCallS }: Membership): number {
  if (lastCallS === 0) return 0
  const wrapUp = tables.wrapUps.get(queue)
  if (ownWrapS === 0 && wrapUp?.phase === 'asked') return wrapUp.wrapping.includes(way) ? Number.POSITIVE_INFINITY : 0
  const seconds = ownWrapS || (wrapUp && 'seconds' in wrapUp ? wrapUp.seconds : 0)
  return seconds === 0 ? 0 : (lastCallS + seconds) * 1000 + tables.clockOffsetMs
}

/** Of all their queues, the end that comes last. */
export const wrapEndOfPerson = (tables: Tables, { members }: Pick<Person, 'members'>): number =>
  Math.max(0, ...members.flatMap(({ way, queues }) => [...queues.values()].map((one) => wrapEndOf(tables, way, one))))

/** AgentComplete: in doubt they wrap up from now on, until the PBX has been asked. */
export function callTaken(tables: Tables, queue: string, way: string, now: number): void {
  const membership = tables.members.get(way)?.queues.get(queue)
  if (!membership) return
  membership.lastCallS = Math.max(membership.lastCallS, pbxSeconds(tables, now))
  const wrapUp = tables.wrapUps.get(queue)
  const isKnown = wrapUp?.phase === 'set' || (wrapUp?.phase === 'learned' && now - wrapUp.at < believedMs)
  if (!isKnown && membership.ownWrapS === 0) {
    const atLeastS = wrapUp?.phase === 'asked' ? wrapUp.atLeastS : 0
    const wrapping = [...new Set([...wrappingIn(tables, queue, now), way])]
    tables.wrapUps.set(queue, { phase: 'asked', wrapping, atLeastS })
  }
  markMember(tables, way)
}

/** What was learned may have been changed by a reload: who wraps up goes on until the PBX has been asked. */
export function forgetLearned(tables: Tables, now: number): void {
  for (const [queue, { phase }] of tables.wrapUps) {
    if (phase !== 'learned') continue
    const wrapping = wrappingIn(tables, queue, now)
    tables.wrapUps.set(queue, { phase: 'asked', wrapping, atLeastS: 0 })
  }
}

/** After a list: queues whose members have taken calls lately, and of which nobody knows for how long that counts. */
export function askAboutRecent(tables: Tables, now: number): void {
  for (const { queues } of tables.members.values())
    for (const { queue, lastCallS, ownWrapS } of queues.values())
      if (ownWrapS === 0 && !tables.wrapUps.has(queue) && pbxSeconds(tables, now) - lastCallS < believedMs / 1000)
        tables.wrapUps.set(queue, { phase: 'asked', wrapping: [], atLeastS: 0 })
}

/**
 * All members without a time of their own have the queue's: so those not ready are the ones whose last call ended last. `again`: it
 * is not known yet how long the queue has them wrap up, and somebody does; `unlike`: the PBX counts others as free than we do, or does not
 * count somebody yet whose call is over.
 */
export function readinessTold(
  tables: Tables,
  queue: string,
  { free, ready }: Readiness,
  now: number,
): 'done' | 'again' | 'unlike' {
  const wrapUp = tables.wrapUps.get(queue)
  if (wrapUp?.phase !== 'asked') return 'done'
  const members = freeIn(tables, queue)
  // All whom it counts as free are ready, ours among them: whoever that is, nobody wraps up.
  if (members.length < free && free === ready) settle(tables, queue, { ...wrapUp, wrapping: [] })
  if (members.length !== free) return 'unlike'
  const own = members.filter(({ way, membership }) => membership.ownWrapS > 0 && isNow(tables, way, membership, now))
  const others = members
    .filter(({ membership }) => membership.ownWrapS === 0 && membership.lastCallS > 0)
    .sort((one, two) => two.membership.lastCallS - one.membership.lastCallS)
  const wrapping = others.slice(0, Math.max(0, free - ready - own.length))
  const ended = others.slice(wrapping.length).filter(({ way }) => wrapUp.wrapping.includes(way))
  const sinceS = ({ membership }: Free) => pbxSeconds(tables, now) - membership.lastCallS
  const atLeastS = Math.max(wrapUp.atLeastS, ...wrapping.map((one) => sinceS(one) + 1))
  const next = ended.length > 0 ? learned(atLeastS, Math.min(...ended.map(sinceS)), now) : null
  const leaving = notFreeYet(tables, queue, wrapUp.wrapping)
  settle(tables, queue, next ?? { phase: 'asked', wrapping: [...wrapping.map(({ way }) => way), ...leaving], atLeastS })
  if (next) return 'done'
  if (wrapping.length > 0) return 'again'
  if (leaving.length > 0) return 'unlike'
  tables.wrapUps.delete(queue)
  return 'done'
}

/** Nobody answers: who has just ended a call is as free as the queue says. */
export function readinessUnknown(tables: Tables, queue: string): void {
  if (tables.wrapUps.get(queue)?.phase !== 'asked') return
  settle(tables, queue, { phase: 'asked', wrapping: [], atLeastS: 0 })
  tables.wrapUps.delete(queue)
}

/** `withinS`: it was over by then. Without anybody seen to wrap up, only an answer at once says that the queue has no such time. */
function learned(atLeastS: number, withinS: number, at: number): WrapUp | null {
  if (atLeastS > 0) return { phase: 'learned', seconds: Math.max(atLeastS, withinS), at }
  return withinS <= 1 ? { phase: 'learned', seconds: 0, at } : null
}

function settle(tables: Tables, queue: string, next: WrapUp): void {
  const before = tables.wrapUps.get(queue)
  tables.wrapUps.set(queue, next)
  const ways = [before, next].flatMap((one) => (one?.phase === 'asked' ? one.wrapping : []))
  for (const way of new Set(ways)) markMember(tables, way)
  tables.dirty.queues.add(queue)
}

type Free = { readonly way: string; readonly membership: Membership }

/** As app_queue counts them (`free` of QUEUE_MEMBER): not in use and not paused. */
function freeIn(tables: Tables, queue: string): readonly Free[] {
  return [...(tables.inQueue.get(queue) ?? [])].flatMap(({ way, queues }) => {
    const membership = queues.get(queue)
    return membership?.status === 1 && !membership.paused ? [{ way, membership }] : []
  })
}

/** The state of their device comes after the end of their call: who wraps up is told of the free alone. */
const notFreeYet = (tables: Tables, queue: string, wrapping: readonly string[]): readonly string[] =>
  wrapping.filter((way) => {
    const membership = tables.members.get(way)?.queues.get(queue)
    return membership !== undefined && membership.status !== 1 && !membership.paused
  })

const isNow = (tables: Tables, way: string, membership: Membership, now: number): boolean =>
  wrapEndOf(tables, way, membership) > now

const wrappingIn = (tables: Tables, queue: string, now: number): readonly string[] =>
  [...(tables.inQueue.get(queue) ?? [])].flatMap(({ way, queues }) => {
    const membership = queues.get(queue)
    return membership && membership.ownWrapS === 0 && isNow(tables, way, membership, now) ? [way] : []
  })
