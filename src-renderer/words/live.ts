// A mirror of a catalogue whose every sentence is looked up anew when it is read, so that a change of language reaches all of it.

/** The same shape as `shape`; leaves (sentences and functions that make one) come from whatever `now` answers. */
export function liveMirror<T extends object>(shape: T, now: () => T): T {
  const mirror = {}
  for (const key of Object.keys(shape) as (keyof T & string)[]) {
    const part = shape[key]
    const branch = isBranch(part) ? liveMirror(part, () => now()[key] as typeof part) : null
    Object.defineProperty(mirror, key, { enumerable: true, get: () => branch ?? now()[key] })
  }
  return mirror as T
}

const isBranch = (part: unknown): part is object => typeof part === 'object' && part !== null && !Array.isArray(part)
