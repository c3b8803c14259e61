// Time that moves only when the test says so.
import { setImmediate } from 'node:timers'
import type { Clock, Stop } from '#contract/time.ts'

export type FakeClock = Clock & {
  /** Runs what falls due, in order, also what that sets up. */
  readonly pass: (ms: number) => void
  /** The same, and after each of them whatever waits on promises goes on. */
  readonly advance: (ms: number) => Promise<void>
  /** The wall clock is set, by so many ms; no time passes. */
  readonly jump: (ms: number) => void
  /** When the next timer falls due; null when none runs. */
  readonly nextAt: () => number | null
  /** How many timers run. */
  readonly waiting: () => number
}

type Timer = { readonly at: number; readonly everyMs: number | null; readonly run: () => void }

/** `start` in epoch ms. */
export function fakeClock(start = 0): FakeClock {
  let now = start // as it passes
  let ahead = 0 // of the wall clock
  let timers: readonly Timer[] = []
  const begin = (ms: number, everyMs: number | null, run: () => void): Stop => {
    timers = [...timers, { at: now + ms, everyMs, run }]
    return () => {
      timers = timers.filter((timer) => timer.run !== run)
    }
  }
  /** False when nothing more falls due until then. */
  const runNext = (until: number): boolean => {
    const due = timers.filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at)[0]
    if (!due) return false
    const { at, everyMs } = due
    now = Math.max(now, at)
    timers = timers.filter((timer) => timer !== due)
    if (everyMs !== null) timers = [...timers, { ...due, at: at + everyMs }]
    due.run()
    return true
  }

  return {
    now: () => now + ahead,
    ticks: () => now,
    jump: (ms) => {
      ahead += ms
    },
    after: (ms, run) => begin(ms, null, () => run()),
    every: (ms, run) => begin(ms, ms, () => run()),
    waiting: () => timers.length,
    nextAt: () => (timers.length === 0 ? null : Math.min(...timers.map(({ at }) => at))),
    pass: (ms) => {
      const until = now + ms
      while (runNext(until));
      now = until
    },
    advance: async (ms) => {
      const until = now + ms
      await settle()
      while (runNext(until)) await settle()
      now = until
    },
  }
}

/** Lets everything that waits on promises go on. */
export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
