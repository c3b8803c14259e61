// What of the floor is at or near a limit now. Pure.
import type { AlertLimits, AlertRules } from '#contract/alerts.ts'
import type { Agent, Call, Floor, Queue } from '#contract/floor.ts'
import { limitsOf, pauseLimit } from '#renderer/floor/limits.ts'
import type { AlertKind, Limit, Measure, Subject } from './alert.ts'

/**
 * `times`: how many times its limit it is. `past`: it raises an alert. Not past: near enough to keep one that is there
 * (hysteresis). What is further off is no condition.
 */
export type Condition = {
  readonly kind: AlertKind
  readonly subject: Subject
  readonly measure: Measure
  readonly limit: Limit
  readonly times: number
  readonly past: boolean
}

/** An alert stays until the figure is back below four fifths of its limit: who hovers about it must not ring again and again. */
export const STAYS = 0.8
/** A service level has to get this much better than its limit, in share of one. */
const BETTER = 0.05

export function conditions(
  floor: Floor,
  rules: AlertRules,
  heldSince: Readonly<Record<string, number>>,
  now: number,
): readonly Condition[] {
  return [
    ...Object.values(floor.queues).flatMap((queue) => ofQueue(queue, rules, now)),
    ...Object.values(floor.calls).flatMap((call) => ofCall(call, rules, heldSince[call.id] ?? now, now)),
    ...Object.values(floor.agents).flatMap((agent) => ofAgent(agent, rules, now)),
  ]
}

/** null: no alert. */
function limitIn(rules: AlertRules, queueId: string | null, key: keyof AlertLimits): Limit | null {
  const value = limitsOf(queueId, rules)[key]
  return value === null ? null : { value, queueId: ownLimit(rules, queueId, key) === undefined ? null : queueId }
}

const ownLimit = (rules: AlertRules, queueId: string | null, key: keyof AlertLimits): number | null | undefined =>
  rules.queues.find((one) => one.queueId === queueId)?.[key]

function ofQueue(queue: Queue, rules: AlertRules, now: number): readonly Condition[] {
  const subject: Subject = { kind: 'queue', queueId: queue.id }
  return [
    ...running('longestWait', subject, queue.oldestWaitSince, limitIn(rules, queue.id, 'longestWaitS'), now),
    ...counted(queue.waiting, limitIn(rules, queue.id, 'waitingCallers'), subject),
    ...shared(queue, limitIn(rules, queue.id, 'serviceLevel'), subject),
  ]
}

function ofCall(call: Call, rules: AlertRules, heldSince: number, now: number): readonly Condition[] {
  const subject: Subject = { kind: 'call', callId: call.id, agentId: call.agentId }
  const answered = call.state === 'talking' || call.state === 'held' ? call.answeredAt : null
  // Who is parked hears music as on hold.
  const held = call.state === 'held' || call.state === 'parked' ? heldSince : null
  return [
    ...running('longCall', subject, answered, limitIn(rules, call.queueId, 'longCallS'), now),
    ...running('longHold', subject, held, limitIn(rules, call.queueId, 'longHoldS'), now),
  ]
}

function ofAgent(agent: Agent, rules: AlertRules, now: number): readonly Condition[] {
  // Who set do not disturb is away from every queue as in a pause.
  const isAway = agent.presence.kind === 'paused' || agent.presence.kind === 'doNotDisturb'
  const since = isAway ? agent.since : null
  return running('longPause', { kind: 'agent', agentId: agent.id }, since, pauseLimitOf(agent, rules), now)
}

function pauseLimitOf(agent: Agent, rules: AlertRules): Limit | null {
  const value = pauseLimit(agent, rules)
  const owner = agent.queues.find((queueId) => ownLimit(rules, queueId, 'longPauseS') === value)
  return value === null ? null : { value, queueId: owner ?? null }
}

type SpanKind = 'longestWait' | 'longCall' | 'longHold' | 'longPause'

function running(
  kind: SpanKind,
  subject: Subject,
  since: number | null,
  limit: Limit | null,
  now: number,
): readonly Condition[] {
  if (since === null || limit === null) return []
  const times = (now - since) / (limit.value * 1000)
  if (times < STAYS) return []
  return [{ kind, subject, measure: { kind: 'since', at: since }, limit, times, past: times >= 1 }]
}

function counted(waiting: number, limit: Limit | null, subject: Subject): readonly Condition[] {
  if (limit === null || waiting === 0) return []
  const times = waiting / limit.value
  if (times < STAYS) return []
  return [
    { kind: 'waitingCallers', subject, measure: { kind: 'callers', count: waiting }, limit, times, past: times >= 1 },
  ]
}

/** Half of what is wanted is as bad as twice of what is allowed. */
function shared({ serviceLevel }: Queue, limit: Limit | null, subject: Subject): readonly Condition[] {
  if (limit === null || serviceLevel === null || serviceLevel === undefined) return []
  if (serviceLevel >= Math.min(1, limit.value + BETTER)) return []
  const times = limit.value / Math.max(serviceLevel, 0.001)
  const measure: Measure = { kind: 'share', share: serviceLevel }
  return [{ kind: 'serviceLevel', subject, measure, limit, times, past: serviceLevel < limit.value }]
}
