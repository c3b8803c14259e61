// The one ticking clock: every duration on screen reads it, and it can be stopped while the floor is stale.
import { createListeners } from '#contract/observable.ts'
import type { Clock, Stop } from '#contract/time.ts'

export type ScreenClock = {
  /** Epoch ms as of the last tick, or the moment it was frozen at. Stable between two ticks. */
  readonly now: () => number
  readonly subscribe: (listener: () => void) => Stop
  /** Holds the clock at this moment (epoch ms); null lets it run again. */
  readonly freezeAt: (at: number | null) => void
}

const TICK_MS = 1000

/** Runs its timer only while somebody listens. */
export function createScreenClock({ now, every }: Pick<Clock, 'now' | 'every'>): ScreenClock {
  const ticks = createListeners<void>()
  let at = now()
  let frozenAt: number | null = null
  let stop: Stop | null = null

  const start = () => {
    at = now()
    stop = every(TICK_MS, () => {
      at = now()
      if (frozenAt === null) ticks.emit()
    })
  }

  return {
    now: () => frozenAt ?? at,
    subscribe: (listener) => {
      if (ticks.count() === 0) start()
      const leave = ticks.on(listener)
      return () => {
        leave()
        if (ticks.count() > 0) return
        stop?.()
        stop = null
      }
    },
    freezeAt: (moment) => {
      if (moment === frozenAt) return
      frozenAt = moment
      at = now()
      ticks.emit()
    },
  }
}
