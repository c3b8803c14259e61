// Search as you type: every word must be found somewhere, accents and case aside.

export const plain = (text: string): string =>
  (/[\u0080-\uffff]/.test(text) ? text.normalize('NFD').replace(/\p{Diacritic}/gu, '') : text).toLocaleLowerCase()

/** What a row can be found by. Numbers are also found when they are written with spaces, dashes or brackets. */
export function haystack(texts: readonly string[]): string {
  const numbers = texts.flatMap((text) => (/^[+(\d]/.test(text) ? [text.replace(/[\s().-]/g, '')] : []))
  return plain([...texts, ...numbers].join('\n'))
}

/** Whether these haystacks hold every word together; null while nothing is searched for. */
export type Found = (hays: readonly string[]) => boolean

export function finder(search: string): Found | null {
  const sought = plain(search).split(/\s+/).filter(Boolean)
  if (sought.length === 0) return null
  return (hays) => sought.every((word) => hays.some((hay) => hay.includes(word)))
}
