// A list of listeners; one that fails is logged and does not keep the others from hearing.
import type { Stop } from './telephony.ts'

export type Listeners<T extends readonly unknown[]> = {
  add(listener: (...values: T) => void): Stop
  tell(...values: T): void
}

export function createListeners<T extends readonly unknown[]>(onFault: (error: unknown) => void): Listeners<T> {
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
  }
}
