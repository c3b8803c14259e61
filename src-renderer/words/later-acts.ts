// Words of acts: loaded in the language that is spoken, with the code that does them.
import { useEffect, useState } from 'react'
import type { ActWords } from './en/later/acts-type.ts'
import type { Language } from './language.ts'
import { useSpoken } from './use-speech.ts'

export type { ActWords } from './en/later/acts-type.ts'

const english = async (): Promise<ActWords> => (await import('./en/later/acts.ts')).acts

const loads: Readonly<Record<Language, () => Promise<ActWords>>> = {
  en: english,
  es: async () => (await import('./es/later/acts.ts')).acts,
  de: async () => (await import('./de/later/acts.ts')).acts,
  'en-XA': async () => {
    const { accented, pseudo } = await import('./pseudo.ts')
    return pseudo(await english(), accented)
  },
  'ar-XB': async () => {
    const { mirrored, pseudo } = await import('./pseudo.ts')
    return pseudo(await english(), mirrored)
  },
}

/** Null until they are there. English steps in for a language that cannot be had. */
export function useActWords(): ActWords | null {
  const { language } = useSpoken()
  const [words, setWords] = useState<ActWords | null>(null)
  useEffect(() => {
    let isWanted = true
    const show = (loaded: ActWords) => isWanted && setWords(loaded)
    loads[language]().then(show, () => void english().then(show, () => {}))
    return () => {
      isWanted = false
    }
  }, [language])
  return words
}
