// Timers that can all be stopped at once, so that nothing runs on after close.
import type { Clock, Stop } from '../kit/time.ts'

export type Timers = Pick<Clock, 'after'> & { stopAll(): void }

export function createTimers({ after }: Pick<Clock, 'after'>): Timers {
  const running = new Set<Stop>()
  let isOver = false
  return {
    after(ms, run) {
      if (isOver) return () => {}
      const stopTimer = after(ms, () => {
        running.delete(stop)
        run()
      })
      const stop = () => {
        running.delete(stop)
        stopTimer()
      }
      running.add(stop)
      return stop
    },
    stopAll() {
      isOver = true
      for (const stop of [...running]) stop()
    },
  }
}
