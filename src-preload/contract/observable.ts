// Who wants to know is called back: listeners of events, and a value that tells its changes.
import type { Stop } from './time.ts'

export type Listeners<T> = {
  /** Calls them in the order they came. One added meanwhile hears the next value; one that has gone hears nothing more. */
  readonly emit: (value: T) => void
  readonly on: (listener: (value: T) => void) => Stop
  readonly count: () => number
  readonly clear: () => void
}

export function createListeners<T>(): Listeners<T> {
  // Each subscription by itself: the same function may listen twice, and stops once.
  const all = new Set<{ readonly listener: (value: T) => void }>()
  return {
    emit: (value) => {
      for (const one of [...all]) if (all.has(one)) one.listener(value)
    },
    on: (listener) => {
      const one = { listener }
      all.add(one)
      return () => void all.delete(one)
    },
    count: () => all.size,
    clear: () => all.clear(),
  }
}

export type Observable<T> = {
  readonly get: () => T
  /** The same value again is no news. */
  readonly set: (next: T) => void
  /** Calls back at once, then at every change. */
  readonly on: (listener: (value: T) => void) => Stop
}

/** A value whose listeners never hear an older one after a newer one, also when a listener sets it. */
export function createObservable<T>(first: T): Observable<T> {
  const turns = createListeners<object>()
  let value = first
  let turn = {}
  return {
    get: () => value,
    set: (next) => {
      if (next === value) return
      value = next
      turn = {}
      turns.emit(turn)
    },
    on: (listener) => {
      const stop = turns.on((mine) => {
        if (mine === turn) listener(value)
      })
      listener(value)
      return stop
    },
  }
}
