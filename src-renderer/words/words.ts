// The catalogue: every sentence a person sees. `words` always speaks the language of the moment (language.ts).
//
// To add a sentence: put it into words/en/*, then into words/de/* and words/es/* (the type error tells where).
// Read it while rendering (`words.floor.agents`). A branch may be kept (`const say = words.floor`), a sentence may not:
// `const { agents } = words.floor` outside a component keeps the language it was loaded in.
// Components under `memo`, and `useMemo` with words in it, call `useSpoken()` so that a new language reaches them.
import { de } from './de/de.ts'
import { en } from './en/en.ts'
import type { Words } from './en/words-type.ts'
import { es } from './es/es.ts'
import { type Language, spokenNow } from './language.ts'
import { liveMirror } from './live.ts'
import { accented, mirrored, pseudo } from './pseudo.ts'

const catalogues: Readonly<Record<Language, () => Words>> = {
  en: () => en,
  de: () => de,
  es: () => es,
  'en-XA': once(() => pseudo<Words>(en, accented)),
  'ar-XB': once(() => pseudo<Words>(en, mirrored)),
}

export const wordsOf = (language: Language): Words => catalogues[language]()

export const words: Words = liveMirror<Words>(en, () => wordsOf(spokenNow().language))

function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}
