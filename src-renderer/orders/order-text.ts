// What standing orders say of themselves: the sign in the frame, and each in the list. Pure.
import type { StandingOrder } from '#contract/site/orders.ts'
import { formatDuration, formatHour, formatNumber } from '#renderer/words/format.ts'
import type { ReviewWords } from '#renderer/words/review.ts'
import type { OrdersState } from './logic/next-orders.ts'

type Say = ReviewWords['orders']

/** `nameOf`: of the agent a call is listened to by. */
export function stateText(say: Say, { doing, hindrance }: OrdersState, nameOf: (agentId: string) => string): string {
  if (doing.kind === 'ringing' || doing.kind === 'asked') return say.rings(nameOf(doing.target.agentId))
  if (doing.kind === 'on') return say.on(nameOf(doing.target.agentId))
  return hindrance ? say.hindered[hindrance] : say.waits
}

/** What the sign shows: what is about to happen, or what hinders it where the person does not see that anyhow; else whose call is waited for. */
export function signText(say: Say, state: OrdersState, nameOf: (agentId: string) => string): string {
  const { orders, doing, hindrance } = state
  const isSeen = hindrance === null || hindrance === 'monitoring' || hindrance === 'reading'
  if (doing.kind === 'ringing' || doing.kind === 'asked' || !isSeen) return stateText(say, state, nameOf)
  const [first, ...others] = orders
  return first ? say.sign(first.name, others.length, formatNumber(others.length)) : ''
}

/** The clock of the screen is late by up to a second: what has just been given has begun. */
export const timeText = (say: Say, { from, until }: StandingOrder, at: number): string =>
  from - at > 1_500
    ? say.from(formatHour(from))
    : say.left(formatDuration(Math.min(until - from, Math.max(0, until - at))))

export const callsText = (say: Say, { calls }: StandingOrder): string => say[calls]
