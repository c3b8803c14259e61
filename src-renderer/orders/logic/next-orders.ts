// Standing orders, from the moment they are given to the call they lead to. Pure: it never attaches by itself, and never in another mode
// than listening; `effectOf` says what a step causes.
import type { Target } from '#contract/monitor.ts'
import type { StandingOrder } from '#contract/site/orders.ts'
import { sameTarget } from '#renderer/monitor/logic/monitor.ts'
import { fairest, type Hearable } from './fair.ts'

/** Why no order is carried out now, whatever call there is. */
export type Hindrance =
  | 'monitoring'
  | 'onPhone'
  | 'writing'
  | 'away' // nobody has touched the console for a while, or its screen is locked
  | 'notAllowed'
  | 'noLine'
  | 'stale'
  | 'reading' // who was listened to this week is not known yet

/** ringing: the person is told before anything is done. asked: the monitor is on its way. on: it is there. */
export type Doing =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'ringing'; readonly orderId: string; readonly target: Target; readonly since: number }
  | { readonly kind: 'asked'; readonly orderId: string; readonly target: Target }
  | { readonly kind: 'on'; readonly orderId: string; readonly target: Target }

export type OrdersState = {
  readonly orders: readonly StandingOrder[] // the first with a call that fits is carried out
  readonly doing: Doing
  readonly hindrance: Hindrance | null
  /** After a refusal the next call is not tried at once: whatever is wrong may be wrong for all of them. */
  readonly again: { readonly refusals: number; readonly at: number }
}

/** What there is to be seen now. `target`: the call that is monitored or asked for; `by`: extension of who sits at the console. */
export type Seen = {
  readonly hindrance: Hindrance | null
  readonly target: Target | null
  readonly isLive: boolean
  readonly wasLocked: boolean // the last that was asked for was refused because the screen is locked
  readonly calls: readonly Hearable[]
  readonly by: string
}

export type OrdersEvent =
  | { readonly kind: 'given'; readonly order: StandingOrder }
  | { readonly kind: 'ended'; readonly id: string }
  | { readonly kind: 'allEnded' }
  | { readonly kind: 'movedUp'; readonly id: string }
  | { readonly kind: 'looked'; readonly seen: Seen }

export const RING_MS = 2_500
export const MOST_ORDERS = 20
const MOST_TRIED = 500
const FIRST_WAIT_MS = 5_000
const LONGEST_WAIT_MS = 120_000

export const ordersOf = (orders: readonly StandingOrder[]): OrdersState => ({
  orders,
  doing: waiting,
  hindrance: null,
  again: calm,
})

const waiting: Doing = { kind: 'waiting' }
const calm: OrdersState['again'] = { refusals: 0, at: 0 }

/** `at` is epoch ms. The same object when nothing has changed. */
export function nextOrders(state: OrdersState, event: OrdersEvent, at: number): OrdersState {
  switch (event.kind) {
    case 'given':
      return state.orders.length >= MOST_ORDERS || state.orders.some(({ id }) => id === event.order.id)
        ? state
        : { ...state, orders: [...state.orders, event.order] }
    case 'ended':
      return withOrders(
        state,
        state.orders.filter(({ id }) => id !== event.id),
      )
    case 'allEnded':
      return withOrders(state, [])
    case 'movedUp':
      return withOrders(state, movedUp(state.orders, event.id))
    case 'looked':
      return looked(withoutExpired(state, at), event.seen, at)
  }
}

/** Whoever takes an order back while it rings is not connected any more. */
function withOrders(state: OrdersState, orders: readonly StandingOrder[]): OrdersState {
  if (orders.length === state.orders.length && orders.every((one, at) => one === state.orders[at])) return state
  const { doing } = state
  const isGone = doing.kind === 'ringing' && !orders.some(({ id }) => id === doing.orderId)
  return { ...state, orders, doing: isGone ? waiting : doing }
}

function movedUp(orders: readonly StandingOrder[], id: string): readonly StandingOrder[] {
  const from = orders.findIndex((one) => one.id === id)
  const one = orders[from]
  if (from < 1 || !one) return orders
  const others = orders.filter((other) => other !== one)
  return [...others.slice(0, from - 1), one, ...others.slice(from - 1)]
}

const withoutExpired = (state: OrdersState, at: number): OrdersState =>
  withOrders(
    state,
    state.orders.filter(({ until }) => until > at),
  )

function looked(before: OrdersState, seen: Seen, at: number): OrdersState {
  const state = before.hindrance === seen.hindrance ? before : { ...before, hindrance: seen.hindrance }
  const { doing } = state
  switch (doing.kind) {
    case 'waiting':
      return whileWaiting(state, seen, at)
    case 'ringing':
      return whileRinging(state, doing, seen, at)
    case 'asked':
      return whileAsked(state, doing, seen, at)
    case 'on':
      return sameTarget(seen.target, doing.target) ? state : { ...state, doing: waiting }
  }
}

function whileWaiting(state: OrdersState, seen: Seen, at: number): OrdersState {
  // A clock that was set back must not hold them for longer than they would ever wait.
  const rests = at < state.again.at && state.again.at - at <= LONGEST_WAIT_MS
  if (seen.hindrance || seen.target || rests) return state
  for (const order of state.orders) {
    const found = fairest(seen.calls.filter((call) => fits(order, call, seen.by, at)))
    if (!found) continue
    const target = { callId: found.callId, agentId: found.agentId }
    return { ...state, doing: { kind: 'ringing', orderId: order.id, target, since: at } }
  }
  return state
}

function whileRinging(
  state: OrdersState,
  doing: Extract<Doing, { kind: 'ringing' }>,
  seen: Seen,
  at: number,
): OrdersState {
  const { orderId, target, since } = doing
  const order = state.orders.find(({ id }) => id === orderId)
  const isThere = seen.calls.some((call) => sameTarget(call, target) && order && fits(order, call, seen.by, at))
  if (seen.hindrance || seen.target || !isThere) return { ...state, doing: waiting }
  if (Math.abs(at - since) < RING_MS) return state
  return { ...tried(state, orderId, target.callId), doing: { kind: 'asked', orderId, target } }
}

function whileAsked(
  state: OrdersState,
  doing: Extract<Doing, { kind: 'asked' }>,
  { target, isLive, wasLocked }: Seen,
  at: number,
): OrdersState {
  const { orderId } = doing
  if (sameTarget(target, doing.target)) return isLive ? attached(state, doing) : state
  // The person has gone to another call meanwhile.
  if (target) return { ...state, doing: waiting }
  // A locked screen is no refusal of this call.
  if (wasLocked) return { ...untried(state, orderId, doing.target.callId), doing: waiting }
  const refusals = state.again.refusals + 1
  const waitMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (refusals - 1))
  return { ...state, doing: waiting, again: { refusals, at: at + waitMs } }
}

/** `one` is done by it; `all` goes on once this monitor is over. */
function attached(state: OrdersState, { orderId, target }: Extract<Doing, { kind: 'asked' }>): OrdersState {
  const orders = state.orders.filter(({ id, calls }) => id !== orderId || calls === 'all')
  return { ...state, orders, doing: { kind: 'on', orderId, target }, again: calm }
}

const fits = (order: StandingOrder, call: Hearable, by: string, at: number): boolean =>
  order.by === by &&
  order.from <= at &&
  order.until > at &&
  call.answeredAt >= order.from && // a call that was there before is no next one
  !order.tried.includes(call.callId) &&
  isAbout(order, call)

function isAbout({ who }: StandingOrder, { agentId, queueId, team }: Hearable): boolean {
  switch (who.kind) {
    case 'agent':
      return agentId === who.id
    case 'queue':
      return queueId === who.id
    case 'team':
      return team === who.id
  }
}

const tried = (state: OrdersState, orderId: string, callId: string): OrdersState =>
  changed(state, orderId, (calls) => [...calls, callId].slice(-MOST_TRIED))

const untried = (state: OrdersState, orderId: string, callId: string): OrdersState =>
  changed(state, orderId, (calls) => calls.filter((one) => one !== callId))

const changed = (
  state: OrdersState,
  orderId: string,
  change: (calls: readonly string[]) => readonly string[],
): OrdersState => ({
  ...state,
  orders: state.orders.map((one) => (one.id === orderId ? { ...one, tried: change(one.tried) } : one)),
})

/** What a step causes: the console rings softly, or asks for a monitor, in listen. */
export type OrdersEffect =
  | { readonly kind: 'ring' }
  | { readonly kind: 'listen'; readonly target: Target; readonly reason: string | undefined }

export function effectOf(before: OrdersState, after: OrdersState): OrdersEffect | null {
  const { doing } = after
  if (doing === before.doing) return null
  if (doing.kind === 'ringing') return { kind: 'ring' }
  if (doing.kind !== 'asked') return null
  return { kind: 'listen', target: doing.target, reason: after.orders.find(({ id }) => id === doing.orderId)?.reason }
}
