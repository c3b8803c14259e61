// Runs the standing orders as long as the console is there, also while it shows the wallboard, and holds their dialog.
import { useContext, useEffect } from 'react'
import type { Desk } from '#contract/ipc.ts'
import type { StandingOrder } from '#contract/site/orders.ts'
import type { Clock } from '#contract/time.ts'
import { createChime } from '#renderer/alerts/chime.ts'
import { FloorContext } from '#renderer/floor/floor-store.ts'
import { useLineStore } from '#renderer/line/line-store.ts'
import { useMonitorStore } from '#renderer/monitor/monitor-store.ts'
import { useReviewWords } from '#renderer/words/review.ts'
import { watchHand } from './hand.ts'
import { OrdersDialog } from './orders-dialog.tsx'
import type { OrdersStore } from './orders-store.ts'
import { runOrders } from './run-orders.ts'

export type OrdersRunProps = {
  readonly store: OrdersStore
  readonly desk: Desk
  readonly clock: Clock
  readonly kept: () => readonly StandingOrder[]
}

export function OrdersRun({ store, desk, clock, kept }: OrdersRunProps) {
  const floor = useContext(FloorContext)
  const monitor = useMonitorStore()
  const line = useLineStore()
  const words = useReviewWords()
  useEffect(() => {
    const hand = watchHand(window, clock)
    const chime = createChime({ now: clock.now, onBlocked: () => {} })
    const ring = () => chime.play('order')
    const stop = runOrders({ desk, clock, floor, monitor, line, hand, ring, kept: kept(), store })
    return () => {
      stop()
      chime.stop()
      hand.stop()
    }
  }, [store, desk, clock, kept, floor, monitor, line])
  return words && <OrdersDialog say={words.orders} store={store} now={clock.now} />
}
