// How long to wait before the next try: doubling, with jitter so that many consoles do not return at once.

export type Waits = { readonly firstMs: number; readonly longestMs: number }

/** For a PBX of the house. */
export const promptly: Waits = { firstMs: 200, longestMs: 5000 }
/** For a service that many share. */
export const patiently: Waits = { firstMs: 250, longestMs: 10_000 }

/** Milliseconds before try number `attempt` (0 is the first again). `random` in [0, 1) gives half to all of the step. */
export function backoffMs(attempt: number, random: () => number, { firstMs, longestMs }: Waits): number {
  const step = Math.min(longestMs, firstMs * 2 ** Math.min(attempt, 10))
  return Math.round(step * (0.5 + random() / 2))
}
