// How long to wait before the next try: doubling from 0.25 s to 10 s, with jitter so that many consoles do not return at once.

/** Milliseconds before try number `attempt` (0 is the first again). `random` in [0, 1) gives half to all of the step. */
export function backoffMs(attempt: number, random: () => number): number {
  const step = Math.min(10_000, 250 * 2 ** Math.min(attempt, 10))
  return Math.round(step * (0.5 + random() / 2))
}
