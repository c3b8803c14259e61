// The person's limits as they hold for a queue, a call, an agent; and how far past its limit something is. Pure.
import type { AlertLimits, AlertRules } from '#contract/alerts.ts'
import type { Agent, Call, Queue } from '#contract/floor.ts'

/** `far`: twice the limit, or twice as many calls missed as the limit allows. */
export type Urgency = 'none' | 'over' | 'far'

/**
 * From how many times its limit on something is how bad. `far` marks rows and tiles; the lane, which sorts alerts by it, has a step
 * below and one above: a wait of three minutes where one is allowed is critical.
 */
export const FROM_TIMES = { serious: 1.5, far: 2, critical: 3 } as const

const steps: readonly Urgency[] = ['none', 'over', 'far']

export const urgencyRank = (urgency: Urgency): number => steps.indexOf(urgency)
export const worst = (...all: readonly Urgency[]): Urgency =>
  all.reduce((most, one) => (urgencyRank(one) > urgencyRank(most) ? one : most), 'none')

/** The limits of a queue: its own where it has any, else the general ones. A limit of null: no alert. */
export function limitsOf(queueId: string | null, rules: AlertRules): AlertLimits {
  const own = rules.queues.find((one) => one.queueId === queueId)
  const limit = <K extends keyof AlertLimits>(key: K): AlertLimits[K] =>
    own?.[key] === undefined ? rules[key] : (own[key] as AlertLimits[K])
  return {
    longestWaitS: limit('longestWaitS'),
    waitingCallers: limit('waitingCallers'),
    serviceLevel: limit('serviceLevel'),
    longCallS: limit('longCallS'),
    longHoldS: limit('longHoldS'),
    longPauseS: limit('longPauseS'),
  }
}

/** Whoever serves several queues is missed first where the shortest pause is allowed. */
export function pauseLimit({ queues }: Agent, rules: AlertRules): number | null {
  if (queues.length === 0) return rules.longPauseS
  const limits = queues.flatMap((queueId) => limitsOf(queueId, rules).longPauseS ?? [])
  return limits.length === 0 ? null : Math.min(...limits)
}

/** Seconds the agent may be in the state they are in; null: as long as they are. */
export function agentLimit(agent: Agent, call: Call | undefined, rules: AlertRules | null): number | null {
  if (rules === null) return null
  switch (agent.presence.kind) {
    case 'onCall':
      return call === undefined ? rules.longCallS : limitsOf(call.queueId, rules).longCallS
    case 'paused':
    case 'doNotDisturb':
      return pauseLimit(agent, rules)
    case 'available':
    case 'busy':
    case 'loggedOut':
    case 'ringing':
    case 'unregistered':
    case 'wrapUp':
      return null
  }
}

/** Seconds the call may take in the state it is in. */
export function callLimit({ state, queueId }: Call, rules: AlertRules | null): number | null {
  if (rules === null) return null
  switch (state) {
    case 'waiting':
      return limitsOf(queueId, rules).longestWaitS
    case 'talking':
    case 'held':
      return limitsOf(queueId, rules).longCallS
    case 'parked':
    case 'ringing':
      return null
  }
}

export const spanUrgency = (spanMs: number, limitS: number | null): Urgency =>
  limitS === null ? 'none' : countUrgency(spanMs, limitS * 1000)

export function countUrgency(count: number, limit: number | null): Urgency {
  if (limit === null || count < limit) return 'none'
  return count >= FROM_TIMES.far * limit ? 'far' : 'over'
}

export function levelUrgency(share: number | null | undefined, limit: number | null): Urgency {
  if (share === null || share === undefined || limit === null || share >= limit) return 'none'
  const missed = Math.round((1 - share) * 1000) // shares of one are no round figures
  return missed >= FROM_TIMES.far * Math.round((1 - limit) * 1000) ? 'far' : 'over'
}

/** The worst of what is past a limit at the queue. `now` in epoch ms. */
export function queueUrgency(queue: Queue, rules: AlertRules | null, now: number): Urgency {
  if (rules === null) return 'none'
  const limits = limitsOf(queue.id, rules)
  const { waiting, oldestWaitSince, serviceLevel } = queue
  return worst(
    countUrgency(waiting, limits.waitingCallers),
    waiting === 0 || oldestWaitSince === null ? 'none' : spanUrgency(now - oldestWaitSince, limits.longestWaitS),
    levelUrgency(serviceLevel, limits.serviceLevel),
  )
}
