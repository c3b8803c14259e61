// An event or a time limit, whichever comes first.
import type { Limit } from '#contract/requests.ts'
import type { Clock, Stop } from '#contract/time.ts'

/** What `listen` comes to settle on within the time; else `otherwise`. Its stop is called once, however it ends. */
export function waitFor<T>(
  { after }: Pick<Clock, 'after'>,
  limit: Limit<T>,
  listen: (settle: (value: T) => void) => Stop,
): Promise<T> {
  return new Promise((resolve) => {
    let settled = false
    let stopListening: Stop | null = null
    const settle = (value: T) => {
      if (settled) return
      settled = true
      stopTimer()
      stopListening?.()
      resolve(value)
    }
    const stopTimer = after(limit.ms, () => settle(limit.otherwise))
    stopListening = listen(settle)
    if (settled) stopListening()
  })
}

/** What comes of this promise within the time; else `otherwise`. It must not reject. */
export const within = <T>(clock: Pick<Clock, 'after'>, promise: Promise<T>, limit: Limit<T>): Promise<T> =>
  waitFor(clock, limit, (settle) => {
    void promise.then(settle)
    return () => {}
  })
