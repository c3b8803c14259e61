// The one ticking clock: every duration on screen reads it, and it can be stopped while the floor is stale.

type Stop = () => void

export type Clock = {
  /** Epoch ms as of the last tick, or the moment it was frozen at. Stable between two ticks. */
  readonly now: () => number
  readonly subscribe: (listener: () => void) => Stop
  /** Holds the clock at this moment (epoch ms); null lets it run again. */
  readonly freezeAt: (at: number | null) => void
}

export type ClockParts = {
  readonly now: () => number // epoch ms
  readonly every: (intervalMs: number, run: () => void) => Stop
}

const TICK_MS = 1000

/** Runs its timer only while somebody listens. */
export function createClock({ now, every }: ClockParts): Clock {
  const listeners = new Set<() => void>()
  let at = now()
  let frozenAt: number | null = null
  let stop: Stop | null = null

  const tell = () => {
    for (const listener of listeners) listener()
  }
  const start = () => {
    at = now()
    stop = every(TICK_MS, () => {
      at = now()
      if (frozenAt === null) tell()
    })
  }

  return {
    now: () => frozenAt ?? at,
    subscribe: (listener) => {
      if (listeners.size === 0) start()
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        stop?.()
        stop = null
      }
    },
    freezeAt: (moment) => {
      if (moment === frozenAt) return
      frozenAt = moment
      at = now()
      tell()
    },
  }
}

/** The machine's own clock. */
export const systemClockParts: ClockParts = {
  now: () => Date.now(),
  every: (intervalMs, run) => {
    const timer = setInterval(run, intervalMs)
    return () => clearInterval(timer)
  },
}
