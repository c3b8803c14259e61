// Runs the standing orders: looks once a second while there are any, rings, asks for the monitor, and keeps them with the settings.
import type { Floor } from '#contract/floor.ts'
import type { AgentCoverage } from '#contract/history.ts'
import type { Desk } from '#contract/ipc.ts'
import type { StandingOrder } from '#contract/site/orders.ts'
import type { Clock, Stop } from '#contract/time.ts'
import { weekBefore } from '#renderer/coverage/week.ts'
import type { LineStore } from '#renderer/line/line-store.ts'
import type { MonitorStore } from '#renderer/monitor/monitor-store.ts'
import type { Hand } from './hand.ts'
import { effectOf, nextOrders, type OrdersEvent, ordersOf } from './logic/next-orders.ts'
import type { OrdersStore } from './orders-store.ts'
import { seenOf } from './seen.ts'

export type RunOrdersParts = {
  readonly desk: Pick<Desk, 'request'>
  readonly clock: Pick<Clock, 'now' | 'every' | 'ticks'>
  readonly floor: { readonly getState: () => { readonly floor: Floor | null } }
  readonly monitor: Pick<MonitorStore, 'getState' | 'subscribe'>
  readonly line: Pick<LineStore, 'getState'>
  readonly hand: Hand
  readonly ring: () => void
  readonly kept: readonly StandingOrder[] // from the settings
  readonly store: OrdersStore
}

const LOOK_EVERY_MS = 1_000
const READ_EVERY_MS = 600_000

export function runOrders(parts: RunOrdersParts): Stop {
  const { desk, clock, monitor, store, hand } = parts
  const coverage = readCoverage(parts)
  let state = ordersOf(parts.kept)

  const keep = (): void => {
    desk.request('changeSettings', { orders: state.orders }).then(
      (saved) => store.setState({ failure: saved.ok ? null : saved.error }),
      () => store.setState({ failure: { code: 'serverGone' } }),
    )
  }
  const apply = (event: OrdersEvent): void => {
    const before = state
    state = nextOrders(before, event, clock.now())
    if (state === before) return
    store.setState({ state })
    if (state.orders !== before.orders) keep()
    const effect = effectOf(before, state)
    if (effect?.kind === 'ring') parts.ring()
    if (effect?.kind === 'listen') monitor.getState().listenByOrder(effect.target, effect.reason)
  }
  const look = (): void => {
    if (state.orders.length === 0 && state.doing.kind === 'waiting') return
    const around = { monitor: monitor.getState(), line: parts.line.getState(), floor: parts.floor.getState().floor }
    const covered = coverage.now()
    const seen = seenOf({ ...around, covered, hand: { isAway: hand.isAway(), isWriting: hand.isWriting() } })
    if (seen.wasLocked && state.doing.kind === 'asked') hand.gone()
    apply({ kind: 'looked', seen })
  }
  store.setState({
    state,
    tell: (event) => {
      apply(event)
      look()
    },
  })
  const stops = [
    clock.every(LOOK_EVERY_MS, look),
    monitor.subscribe((now, before) => {
      if (now.monitor.phase === before.monitor.phase) return
      if (now.monitor.phase === 'idle') coverage.forget()
      look()
    }),
    () => store.setState({ state: null, tell: () => {} }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}

/** Who was listened to this week, read when it is wanted; a monitor that is over, or the time, makes it old. */
function readCoverage({ desk, clock }: Pick<RunOrdersParts, 'desk' | 'clock'>) {
  let covered: readonly AgentCoverage[] | null = null
  let askedAt = Number.NEGATIVE_INFINITY
  let asks = 0
  const read = (): void => {
    askedAt = clock.ticks()
    asks += 1
    const mine = asks
    desk.request('coverage', { from: weekBefore(clock.now()) }).then(
      (found) => {
        if (mine === asks) covered = found
      },
      () => {
        if (mine === asks) askedAt = clock.ticks() - READ_EVERY_MS + 5_000 // tried again soon
      },
    )
  }
  return {
    now: () => {
      if (clock.ticks() - askedAt >= READ_EVERY_MS) read()
      return covered
    },
    forget: () => {
      covered = null
      askedAt = Number.NEGATIVE_INFINITY
    },
  }
}
