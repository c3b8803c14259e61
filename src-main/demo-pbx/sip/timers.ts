// Timers that can all be stopped at once, so that nothing runs on after close.
import type { Stop } from '../kit/telephony.ts'

export type Timers = { after(ms: number, run: () => void): Stop; stopAll(): void }

export function createTimers(): Timers {
  const running = new Set<NodeJS.Timeout>()
  let isOver = false
  const stop = (timer: NodeJS.Timeout) => {
    clearTimeout(timer)
    running.delete(timer)
  }
  return {
    after(ms, run) {
      if (isOver) return () => {}
      const timer = setTimeout(() => {
        running.delete(timer)
        run()
      }, ms)
      running.add(timer)
      return () => stop(timer)
    },
    stopAll() {
      isOver = true
      for (const timer of [...running]) stop(timer)
    },
  }
}
