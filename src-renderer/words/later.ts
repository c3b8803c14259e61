// Words of parts that are on no first screen: loaded in the language that is spoken, when such a part opens.
import { useEffect, useState } from 'react'
import type { Meanings, SetupWords } from './en/later/setup-type.ts'
import type { Language } from './language.ts'
import { useSpoken } from './use-speech.ts'

export type { SetupWords } from './en/later/setup-type.ts'

/** With the name and the meaning of every setting. */
export type LaterWords = SetupWords & { readonly meanings: Meanings }

const english = async (): Promise<LaterWords> => ({
  ...(await import('./en/later/setup.ts')).setup,
  meanings: (await import('./en/later/meanings.ts')).meanings,
})

const loads: Readonly<Record<Language, () => Promise<LaterWords>>> = {
  en: english,
  es: async () => ({
    ...(await import('./es/later/setup.ts')).setup,
    meanings: (await import('./es/later/meanings.ts')).meanings,
  }),
  de: async () => ({
    ...(await import('./de/later/setup.ts')).setup,
    meanings: (await import('./de/later/meanings.ts')).meanings,
  }),
  'en-XA': async () => {
    const { accented, pseudo } = await import('./pseudo.ts')
    return pseudo(await english(), accented)
  },
  'ar-XB': async () => {
    const { mirrored, pseudo } = await import('./pseudo.ts')
    return pseudo(await english(), mirrored)
  },
}

/** Null until they are there. Another language steps in for one that cannot be had. */
export function useSetupWords(): LaterWords | null {
  const { language } = useSpoken()
  const [words, setWords] = useState<LaterWords | null>(null)
  useEffect(() => {
    let isWanted = true
    const show = (loaded: LaterWords) => isWanted && setWords(loaded)
    loads[language]().then(show, () => void english().then(show, () => {}))
    return () => {
      isWanted = false
    }
  }, [language])
  return words
}
