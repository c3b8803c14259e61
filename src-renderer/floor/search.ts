// Search as you type: every word must be found somewhere, accents and case aside.

export const plain = (text: string): string =>
  (/[\u0080-\uffff]/.test(text) ? text.normalize('NFD').replace(/\p{Diacritic}/gu, '') : text).toLocaleLowerCase()

/** What a row can be found by. Numbers are also found when they are written with spaces, dashes or brackets. */
export function haystack(texts: readonly string[]): string {
  const numbers = texts.flatMap((text) => (/^[+(\d]/.test(text) ? [text.replace(/[\s().-]/g, '')] : []))
  return plain([...texts, ...numbers].join('\n'))
}

export const soughtWords = (search: string): readonly string[] => plain(search).split(/\s+/).filter(Boolean)
