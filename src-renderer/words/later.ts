// Words of parts that are on no first screen: loaded in the language that is spoken, when such a part opens.
import { useEffect, useState } from 'react'
import type { SetupWords } from './en/later/setup-type.ts'
import type { Language } from './language.ts'
import { useSpoken } from './use-speech.ts'

export type { SetupWords } from './en/later/setup-type.ts'

const english = async (): Promise<SetupWords> => (await import('./en/later/setup.ts')).setup

const loads: Readonly<Record<Language, () => Promise<SetupWords>>> = {
  en: english,
  es: async () => (await import('./es/later/setup.ts')).setup,
  de: async () => (await import('./de/later/setup.ts')).setup,
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
export function useSetupWords(): SetupWords | null {
  const { language } = useSpoken()
  const [words, setWords] = useState<SetupWords | null>(null)
  useEffect(() => {
    let isWanted = true
    const show = (loaded: SetupWords) => isWanted && setWords(loaded)
    loads[language]().then(show, () => void english().then(show, () => {}))
    return () => {
      isWanted = false
    }
  }, [language])
  return words
}
