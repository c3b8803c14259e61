// How long to wait before the next try: doubling, with jitter so that many consoles do not return at once.
import type { Clock, Stop } from './time.ts'

export type Waits = { readonly firstMs: number; readonly longestMs: number }

/** For a PBX of the house. */
export const promptly: Waits = { firstMs: 200, longestMs: 5000 }
/** For a service that many share. */
export const patiently: Waits = { firstMs: 250, longestMs: 10_000 }

export type BackOff = {
  /** Runs when the next wait is over. Another try that was waiting is called off. */
  readonly again: (run: () => void, waits: Waits) => void
  /** How often it was tried again since it last worked. */
  readonly tries: () => number
  /** It worked: the next wait is the first one again. */
  readonly worked: () => void
  readonly stop: Stop
}

export function createBackOff(clock: Pick<Clock, 'after'>, random: () => number): BackOff {
  let tries = 0
  let stop: Stop = () => {}
  return {
    again: (run, waits) => {
      stop()
      stop = clock.after(backoffMs(tries, random, waits), run)
      tries += 1
    },
    tries: () => tries,
    worked: () => {
      tries = 0
    },
    stop: () => stop(),
  }
}

/** Milliseconds before try number `tries` (0 is the first again). `random` in [0, 1) gives half to all of the step. */
export function backoffMs(tries: number, random: () => number, { firstMs, longestMs }: Waits): number {
  const step = Math.min(longestMs, firstMs * 2 ** Math.min(tries, 20))
  return Math.round(step * (0.5 + random() / 2))
}
