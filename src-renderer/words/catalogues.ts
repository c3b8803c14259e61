// The catalogues by language, each loaded when it is spoken for the first time.
import type { Words } from './en/words-type.ts'
import type { Language } from './language.ts'

export type LoadWords = (language: Language) => Promise<Words>

const loads: Readonly<Record<Language, () => Promise<Words>>> = {
  en: async () => (await import('./en/en.ts')).en,
  es: async () => (await import('./es/es.ts')).es,
  de: async () => (await import('./de/de.ts')).de,
  'en-XA': async () => {
    const [{ en }, { accented, pseudo }] = await Promise.all([import('./en/en.ts'), import('./pseudo.ts')])
    return pseudo<Words>(en, accented)
  },
  'ar-XB': async () => {
    const [{ en }, { mirrored, pseudo }] = await Promise.all([import('./en/en.ts'), import('./pseudo.ts')])
    return pseudo<Words>(en, mirrored)
  },
}

/** Rejects when the file cannot be had. */
export const loadWords: LoadWords = (language) => loads[language]()
