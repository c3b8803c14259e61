// The last hours of the queues, asked for anew every quarter of a minute while somebody looks.
import { useEffect, useState } from 'react'
import type { Trend } from '#contract/floor.ts'
import type { Desk } from '#contract/ipc.ts'
import type { Clock } from '#contract/time.ts'

const ASK_EVERY_MS = 15_000

/** null until the first answer; while the desk is out of reach the last one stays. */
export function useTrend(desk: Pick<Desk, 'request'>, clock: Pick<Clock, 'every'>): Trend | null {
  const [trend, setTrend] = useState<Trend | null>(null)
  useEffect(() => {
    let open = true
    const ask = () => {
      desk.request('trend', null).then(
        (answer) => open && setTrend(answer),
        () => {}, // the lost link is told by its own signal
      )
    }
    ask()
    const stop = clock.every(ASK_EVERY_MS, ask)
    return () => {
      open = false
      stop()
    }
  }, [desk, clock])
  return trend
}
