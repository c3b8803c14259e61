// The catalogue: every sentence a person sees, in the language that is spoken.
//
// To add a sentence: put it into words/en/*, then into words/de/* and words/es/* (the type error tells where).
// A component calls `const words = useWords()`, so that a new language reaches it; a pure function is given `words`.
// `wordsNow()` is for what runs when something happens, not while rendering: handlers, stores, answers of the desk.
import { de } from './de/de.ts'
import { en } from './en/en.ts'
import type { Words } from './en/words-type.ts'
import { es } from './es/es.ts'
import { type Language, spokenNow, useSpoken } from './language.ts'
import { accented, mirrored, pseudo } from './pseudo.ts'

export type { Words } from './en/words-type.ts'

const catalogues: Readonly<Record<Language, () => Words>> = {
  en: () => en,
  de: () => de,
  es: () => es,
  'en-XA': once(() => pseudo<Words>(en, accented)),
  'ar-XB': once(() => pseudo<Words>(en, mirrored)),
}

export const wordsOf = (language: Language): Words => catalogues[language]()

/** The words of the language that is spoken; the component is rendered again when that changes. */
export const useWords = (): Words => wordsOf(useSpoken().language)

/** The words of this moment; what keeps them would go on speaking the language of then. */
export const wordsNow = (): Words => wordsOf(spokenNow().language)

function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}
