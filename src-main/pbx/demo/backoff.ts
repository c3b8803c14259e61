// How long to wait before the next try: doubling from 0.2 s to 5 s, with jitter so that many consoles do not return at once.

export const FIRST_WAIT_MS = 200
export const LONGEST_WAIT_MS = 5000

/** Milliseconds before try number `attempt` (0 is the first again). `random` in [0, 1) gives half to all of the step. */
export function backoffMs(attempt: number, random: () => number): number {
  const step = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(attempt, 10))
  return Math.round(step * (0.5 + random() / 2))
}
