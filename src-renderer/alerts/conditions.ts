// What of the floor is at or near a limit now. Pure.
import type { AlertLimits, AlertRules } from '#contract/alerts.ts'
import type { Agent, Call, Floor, Queue } from '#contract/floor.ts'
import { limitsOf, pauseLimit } from '#renderer/floor/limits.ts'
import { type AlertKind, limitOf, type Measure, type Subject } from './alert.ts'

/** `past`: it raises an alert. Not past: near enough to keep one that is there (hysteresis). What is further off is no condition. */
export type Condition = {
  readonly kind: AlertKind
  readonly subject: Subject
  readonly measure: Measure
  readonly past: boolean
}

/** An alert stays until the figure is back below four fifths of its limit: who hovers about it must not ring again and again. */
const STAYS = 0.8
/** A service level has to get this much better than its limit, in share of one. */
const BETTER = 0.05

export function conditions(
  floor: Floor,
  rules: AlertRules,
  heldSince: Readonly<Record<string, number>>,
  now: number,
): readonly Condition[] {
  return [
    ...Object.values(floor.queues).flatMap((queue) => ofQueue(queue, limitsOf(queue.id, rules), now)),
    ...Object.values(floor.calls).flatMap((call) => ofCall(call, rules, heldSince[call.id] ?? now, now)),
    ...Object.values(floor.agents).flatMap((agent) => ofAgent(agent, rules, now)),
  ]
}

function ofQueue(queue: Queue, limits: AlertLimits, now: number): readonly Condition[] {
  const subject: Subject = { kind: 'queue', queueId: queue.id }
  return [
    ...running('longestWait', subject, queue.oldestWaitSince, limits, now),
    ...counted(queue.waiting, limits.waitingCallers, subject),
    ...shared(queue, limits.serviceLevel, subject),
  ]
}

function ofCall(call: Call, rules: AlertRules, heldSince: number, now: number): readonly Condition[] {
  const subject: Subject = { kind: 'call', callId: call.id, agentId: call.agentId }
  const limits = limitsOf(call.queueId, rules)
  const answered = call.state === 'talking' || call.state === 'held' ? call.answeredAt : null
  return [
    ...running('longCall', subject, answered, limits, now),
    ...running('longHold', subject, call.state === 'held' ? heldSince : null, limits, now),
  ]
}

function ofAgent(agent: Agent, rules: AlertRules, now: number): readonly Condition[] {
  // Who set do not disturb is away from every queue as in a pause.
  const isAway = agent.presence.kind === 'paused' || agent.presence.kind === 'doNotDisturb'
  const since = isAway ? agent.since : null
  return running(
    'longPause',
    { kind: 'agent', agentId: agent.id },
    since,
    { longPauseS: pauseLimit(agent, rules) },
    now,
  )
}

type SpanKind = 'longestWait' | 'longCall' | 'longHold' | 'longPause'

function running(
  kind: SpanKind,
  subject: Subject,
  since: number | null,
  limits: Partial<AlertLimits>,
  now: number,
): readonly Condition[] {
  const limitS = limits[limitOf[kind]]
  if (since === null || limitS === null || limitS === undefined) return []
  const spanMs = now - since
  if (spanMs < limitS * 1000 * STAYS) return []
  return [{ kind, subject, measure: { kind: 'since', at: since }, past: spanMs >= limitS * 1000 }]
}

function counted(waiting: number, limit: number | null, subject: Subject): readonly Condition[] {
  if (limit === null || waiting === 0 || waiting < limit * STAYS) return []
  return [{ kind: 'waitingCallers', subject, measure: { kind: 'callers', count: waiting }, past: waiting >= limit }]
}

function shared({ serviceLevel }: Queue, limit: number | null, subject: Subject): readonly Condition[] {
  if (limit === null || serviceLevel === null || serviceLevel === undefined) return []
  if (serviceLevel >= Math.min(1, limit + BETTER)) return []
  return [
    { kind: 'serviceLevel', subject, measure: { kind: 'share', share: serviceLevel }, past: serviceLevel < limit },
  ]
}
