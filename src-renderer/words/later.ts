// Words of parts that are on no first screen: loaded in the language that is spoken, when such a part opens.
import { useEffect, useState } from 'react'
import type { NoticeWords } from './en/later/notice-type.ts'
import type { ProofWords } from './en/later/proof-type.ts'
import type { Meanings, SetupWords } from './en/later/setup-type.ts'
import type { SoundTestWords } from './en/later/sound-tests-type.ts'
import type { Language } from './language.ts'
import { useSpoken } from './use-speech.ts'

export type { NoticeWords } from './en/later/notice-type.ts'
export type { ProofWords } from './en/later/proof-type.ts'
export type { SetupWords } from './en/later/setup-type.ts'

/** With the name and the meaning of every setting, and the tests among them. */
export type LaterWords = SetupWords & { readonly meanings: Meanings; readonly soundTests: SoundTestWords }

type Loads<T> = Readonly<Record<Language, () => Promise<T>>>
type Catalogues<T> = { readonly en: () => Promise<T>; readonly es: () => Promise<T>; readonly de: () => Promise<T> }

/** Made-up languages are made of the English. */
export const withPseudo = <T>({ en, es, de }: Catalogues<T>): Loads<T> => ({
  en,
  es,
  de,
  'en-XA': async () => {
    const { accented, pseudo } = await import('./pseudo.ts')
    return pseudo(await en(), accented)
  },
  'ar-XB': async () => {
    const { mirrored, pseudo } = await import('./pseudo.ts')
    return pseudo(await en(), mirrored)
  },
})

const setup = withPseudo<LaterWords>({
  en: async () => ({
    ...(await import('./en/later/setup.ts')).setup,
    meanings: (await import('./en/later/meanings.ts')).meanings,
    soundTests: (await import('./en/later/sound-tests.ts')).soundTests,
  }),
  es: async () => ({
    ...(await import('./es/later/setup.ts')).setup,
    meanings: (await import('./es/later/meanings.ts')).meanings,
    soundTests: (await import('./es/later/sound-tests.ts')).soundTests,
  }),
  de: async () => ({
    ...(await import('./de/later/setup.ts')).setup,
    meanings: (await import('./de/later/meanings.ts')).meanings,
    soundTests: (await import('./de/later/sound-tests.ts')).soundTests,
  }),
})

const notice = withPseudo<NoticeWords>({
  en: async () => (await import('./en/later/notice.ts')).notice,
  es: async () => (await import('./es/later/notice.ts')).notice,
  de: async () => (await import('./de/later/notice.ts')).notice,
})

const proof = withPseudo<ProofWords>({
  en: async () => (await import('./en/later/proof.ts')).proof,
  es: async () => (await import('./es/later/proof.ts')).proof,
  de: async () => (await import('./de/later/proof.ts')).proof,
})

/** Null until they are there. Another language steps in for one that cannot be had. */
export function useLater<T>(loads: Loads<T>): T | null {
  const { language } = useSpoken()
  const [words, setWords] = useState<T | null>(null)
  useEffect(() => {
    let isWanted = true
    const show = (loaded: T) => isWanted && setWords(loaded)
    loads[language]().then(show, () => void loads.en().then(show, () => {}))
    return () => {
      isWanted = false
    }
  }, [language, loads])
  return words
}

export const useSetupWords = (): LaterWords | null => useLater(setup)
export const useNoticeWords = (): NoticeWords | null => useLater(notice)
export const useProofWords = (): ProofWords | null => useLater(proof)
