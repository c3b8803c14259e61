// Characters that nobody sees in what was typed or pasted: a space at an end, a zero-width space, a tab.

/** Control characters, spaces of another width than the usual one, and what has no width at all (Unicode, categories Cc, Zs, Zl, Zp, Cf). */
const invisible = /(?! )[\p{Cc}\p{Z}\p{Cf}]/u

/** As the end of a sentence: `it ends in a space`. null: all of the text can be seen. */
export function hiddenIn(text: string): string | null {
  const [found] = invisible.exec(text) ?? []
  if (found !== undefined) return `it has an invisible character (${codePoint(found)})`
  if (text.startsWith(' ')) return 'it begins with a space'
  return text.endsWith(' ') ? 'it ends in a space' : null
}

const codePoint = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`

/** What whoever pasted it has meant. */
export const withoutHidden = (text: string): string =>
  text
    .replace(/\p{Cf}/gu, '')
    .replace(/[\p{Cc}\p{Z}]/gu, ' ')
    .trim()
