// Notices that the program that started us is gone.
import type { Clock } from '#contract/time.ts'

/** npm passes a SIGTERM on to its shell alone, which dies of it: nobody but the system tells us that we have another parent now. */
export function whenStarterIsGone(clock: Pick<Clock, 'every'>, end: () => void): void {
  const starter = process.ppid
  const stop = clock.every(1000, () => {
    if (process.ppid === starter) return
    stop()
    end()
  })
}
