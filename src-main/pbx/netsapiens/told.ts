// Listeners, and values whose listeners are told at once and at every change.

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

export function createTold<T>(first: T) {
  const listeners = createListeners<T>()
  let value = first
  return {
    get: () => value,
    set: (next: T) => {
      value = next
      listeners.tell(next)
    },
    on: (listener: (value: T) => void) => {
      listener(value)
      return listeners.on(listener)
    },
  }
}
