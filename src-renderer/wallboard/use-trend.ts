// The last hours of the queues, asked for anew every quarter of a minute while somebody looks.
import { useEffect, useState } from 'react'
import type { Desk } from '#contract/ipc.ts'
import type { Trend } from '#contract/trend.ts'
import type { ClockParts } from '#renderer/ui/clock.ts'

const ASK_EVERY_MS = 15_000

/** null until the first answer; while the desk is out of reach the last one stays. */
export function useTrend(desk: Pick<Desk, 'request'>, every: ClockParts['every']): Trend | null {
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
    const stop = every(ASK_EVERY_MS, ask)
    return () => {
      open = false
      stop()
    }
  }, [desk, every])
  return trend
}
