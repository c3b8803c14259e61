// Search as you type: every word must be found somewhere, accents and case aside.

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLocaleLowerCase()

/** Digits are also found when the number is written with spaces, dashes or brackets. */
export function matches(search: string, texts: readonly string[]): boolean {
  const hay = plain(texts.join('\n'))
  const digits = texts.map((text) => text.replace(/[\s().-]/g, '')).join('\n')
  return plain(search)
    .split(/\s+/)
    .every((word) => hay.includes(word) || digits.includes(word))
}
