// Waits for something the picture shows, within a time limit.
import { createListeners } from '#contract/observable.ts'
import type { Clock } from '#contract/time.ts'
import { waitFor } from '#main/pbx/kit/waits.ts'

export type Waiting = {
  /** Resolves when it is so, or the time is up. */
  readonly until: (isSo: () => boolean, withinMs: number) => Promise<void>
  /** Something has changed: everybody who waits looks again. */
  readonly wake: () => void
}

export function createWaiting(clock: Clock): Waiting {
  const looks = createListeners<void>()
  return {
    until: (isSo, ms) =>
      waitFor<void>(clock, { ms, otherwise: undefined }, (settle) => {
        const look = () => {
          if (isSo()) settle()
        }
        look()
        return looks.on(look)
      }),
    wake: looks.emit,
  }
}
