// Chance that can be replayed: the same seed, the same run.

export type Chance = {
  /** [0, 1) */
  readonly next: () => number
  readonly happens: (share: number) => boolean
  readonly pick: <T>(from: readonly T[]) => T
  /** A whole number below it. */
  readonly below: (limit: number) => number
}

/** Mulberry32. */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number) => Math.floor(next() * limit)
  return {
    next,
    below,
    happens: (share) => next() < share,
    pick: <T>(from: readonly T[]): T => {
      const one = from[below(from.length)]
      if (one === undefined) throw new Error('there is nothing to pick from')
      return one
    },
  }
}
