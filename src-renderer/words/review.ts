// Words of standing orders and the scorecard: on no first screen, loaded in the language that is spoken when they are first wanted.
import { useEffect, useState } from 'react'
import type { ReviewWords } from './en/later/review-type.ts'
import type { Language } from './language.ts'
import { useSpoken } from './use-speech.ts'

export type { ReviewWords } from './en/later/review-type.ts'

const english = async (): Promise<ReviewWords> => (await import('./en/later/review.ts')).review

const loads: Readonly<Record<Language, () => Promise<ReviewWords>>> = {
  en: english,
  es: async () => (await import('./es/later/review.ts')).review,
  de: async () => (await import('./de/later/review.ts')).review,
  'en-XA': async () => {
    const { accented, pseudo } = await import('./pseudo.ts')
    return pseudo(await english(), accented)
  },
  'ar-XB': async () => {
    const { mirrored, pseudo } = await import('./pseudo.ts')
    return pseudo(await english(), mirrored)
  },
}

/** Null until they are there. English steps in for what cannot be had. */
export function useReviewWords(): ReviewWords | null {
  const { language } = useSpoken()
  const [words, setWords] = useState<ReviewWords | null>(null)
  useEffect(() => {
    let isWanted = true
    const show = (loaded: ReviewWords) => isWanted && setWords(loaded)
    loads[language]().then(show, () => void english().then(show, () => {}))
    return () => {
      isWanted = false
    }
  }, [language])
  return words
}
