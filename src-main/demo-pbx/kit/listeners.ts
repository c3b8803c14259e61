// A list of listeners.
import type { Stop } from './time.ts'

export type Listeners<T extends readonly unknown[]> = {
  add(listener: (...values: T) => void): Stop
  tell(...values: T): void
  clear(): void
}

/** With `onFault`, a listener that fails does not keep the others from hearing; without, what it threw goes on. */
export function createListeners<T extends readonly unknown[]>(onFault = rethrow): Listeners<T> {
  const all = new Set<(...values: T) => void>()
  return {
    add(listener) {
      all.add(listener)
      return () => void all.delete(listener)
    },
    tell(...values) {
      for (const listener of [...all]) {
        try {
          listener(...values)
        } catch (error) {
          onFault(error)
        }
      }
    },
    clear: () => all.clear(),
  }
}

function rethrow(error: unknown): void {
  throw error
}
