// A fair sample, the same for the same seed.

/** Every choice of `count` items is equally likely; they keep their order. `random`: 0 ≤ x < 1. */
export function sampleOf<T>(items: readonly T[], count: number, random: () => number): readonly T[] {
  const order = items.map((_, i) => i)
  for (let i = 0; i < Math.min(count, items.length); i++) {
    const j = i + Math.floor(random() * (order.length - i))
    const [a, b] = [order[i], order[j]]
    if (a !== undefined && b !== undefined) [order[i], order[j]] = [b, a]
  }
  const chosen = new Set(order.slice(0, count))
  return items.filter((_, i) => chosen.has(i))
}

/** mulberry32: small, and even enough to choose by. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
