// Waits for something the picture shows, within a time limit.
import type { NetsapiensParts } from '../io.ts'

export type Waiting = {
  /** Resolves when it is so, or the time is up. */
  readonly until: (isSo: () => boolean, withinMs: number) => Promise<void>
  /** Something has changed: everybody who waits looks again. */
  readonly wake: () => void
}

export function createWaiting({ schedule }: Pick<NetsapiensParts, 'schedule'>): Waiting {
  const looks = new Set<() => void>()
  return {
    until: (isSo, withinMs) =>
      new Promise((resolve) => {
        const done = () => {
          stop()
          looks.delete(look)
          resolve()
        }
        const look = () => {
          if (isSo()) done()
        }
        const stop = schedule(done, withinMs)
        looks.add(look)
        look()
      }),
    wake: () => {
      for (const look of looks) look()
    },
  }
}
