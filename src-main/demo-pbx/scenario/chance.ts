// Chance that can be replayed: a small generator whose whole state is one number. Pure.

/** Mulberry32 (public domain, T. Ettinger): the next state, and a value in [0, 1). */
export function roll(state: number): { readonly state: number; readonly value: number } {
  const next = (state + 0x6d2b79f5) | 0
  let mixed = Math.imul(next ^ (next >>> 15), next | 1)
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
  return { state: next, value: ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296 }
}
