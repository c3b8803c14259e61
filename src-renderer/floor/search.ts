// Search as you type: every word must be found somewhere, accents and case aside.
import { asTyped } from '#renderer/words/marks.ts'

export const plain = (text: string): string =>
  (/[\u0080-\uffff]/.test(text)
    ? asTyped(text)
        .normalize('NFD')
        .replace(/\p{Diacritic}/gu, '')
    : text
  ).toLocaleLowerCase()

/** What a row can be found by. Numbers are also found when they are written with spaces, dashes or brackets. */
export function haystack(texts: readonly string[]): string {
  const numbers = texts.flatMap((text) =>
    /^[+(\d]/.test(text) ? [text.replace(/[\s().-]/g, ''), wholeNumber(text)] : [],
  )
  return plain([...texts, ...numbers].join('\n'))
}

const digitsOf = (text: string): string => text.replace(/\D/g, '')
/** Without what a country or a trunk puts before it (0, 00), between marks that say where it begins and ends. */
const wholeNumber = (text: string): string => `#${digitsOf(text).replace(/^0+/, '')}#`

/** The search as one number, however it is typed: `+1 (555) 123-4`; null: it is none. */
export function soughtNumber(search: string): string | null {
  const typed = asTyped(search)
    .trim()
    .replace(/^(?:tel|callto):/i, '')
  const digits = digitsOf(typed).replace(/^0+/, '')
  return digits.length >= 3 && /^[+(\d][\d\s()./\u2010-\u2015-]*$/.test(typed) ? digits : null
}

const shortestWithoutPrefix = 6

/** It is in the number, or the number is all of it but for the prefix of a country or an area. */
export function hasNumber(hay: string, digits: string): boolean {
  if (hay.includes(digits)) return true
  for (let at = 1; digits.length - at >= shortestWithoutPrefix; at++)
    if (hay.includes(`#${digits.slice(at).replace(/^0+/, '')}#`)) return true
  return false
}

export const soughtWords = (search: string): readonly string[] => plain(search).split(/\s+/).filter(Boolean)
