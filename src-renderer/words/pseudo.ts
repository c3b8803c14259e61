// Catalogues no person speaks, made from the English one: they show sentences that are not in the catalogue, and layouts that break.

/** Accented, 40 % longer and in brackets: what is seen without brackets is not in the catalogue. */
export const accented = (sentence: string): string => `[${lengthened(withAccents(sentence))}]`

/** Every sentence read from right to left, as Unicode's own pseudo-locale does it: marked, and its order overridden. */
export const mirrored = (sentence: string): string => `\u200F\u202E${sentence}\u202C\u200F`

/** The catalogue with every sentence changed, also those that functions make. */
export function pseudo<T>(words: T, change: (sentence: string) => string): T {
  return changed(words, change) as T
}

function changed(part: unknown, change: (sentence: string) => string): unknown {
  if (typeof part === 'string') return change(part)
  if (typeof part === 'function') return (...parts: unknown[]) => changed(part(...parts), change)
  if (typeof part !== 'object' || part === null) return part
  if (Array.isArray(part)) return part.map((each) => changed(each, change))
  return Object.fromEntries(Object.entries(part).map(([key, each]) => [key, changed(each, change)]))
}

const plain = 'aeiouycnsAEIOUYCNS'
const marked = 'áéíóúýçñšÁÉÍÓÚÝÇÑŠ'

const withAccents = (sentence: string): string =>
  [...sentence].map((letter) => marked[plain.indexOf(letter)] ?? letter).join('')

function lengthened(sentence: string): string {
  const more = Math.ceil(sentence.length * 0.4)
  return `${sentence} ${'~'.repeat(Math.max(0, more - 1))}`
}
