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

/** Of the first, and how many more there are. */
export function signText(say: Say, orders: readonly StandingOrder[], at: number): string {
  const [first, ...others] = orders
  return first
    ? `${say.sign(first.name, others.length, formatNumber(others.length))} · ${timeText(say, first, at)}`
    : ''
}

export const timeText = (say: Say, { from, until }: StandingOrder, at: number): string =>
  from > at ? say.from(formatHour(from)) : say.left(formatDuration(Math.max(0, until - at)))

export const callsText = (say: Say, { calls }: StandingOrder): string => say[calls]
