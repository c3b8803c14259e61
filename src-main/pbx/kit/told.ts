// Listeners, and a value that tells its listeners.

export function createListeners<T>() {
  const listeners = new Set<(value: T) => void>()
  return {
    tell: (value: T) => {
      for (const listener of listeners) listener(value)
    },
    on: (listener: (value: T) => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

/** A value whose listeners are told at once and at every change. */
export function createTold<T>(first: T) {
  const listeners = createListeners<T>()
  let value = first
  return {
    get: () => value,
    set: (next: T) => {
      if (next === value) return
      value = next
      listeners.tell(next)
    },
    on: (listener: (value: T) => void) => {
      listener(value)
      return listeners.on(listener)
    },
  }
}
