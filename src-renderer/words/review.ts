// Words of standing orders and the scorecard: on no first screen, loaded in the language that is spoken when they are first wanted.
import type { ReviewWords } from './en/later/review-type.ts'
import { useLater, withPseudo } from './later.ts'

export type { ReviewWords } from './en/later/review-type.ts'

const review = withPseudo<ReviewWords>({
  en: async () => (await import('./en/later/review.ts')).review,
  es: async () => (await import('./es/later/review.ts')).review,
  de: async () => (await import('./de/later/review.ts')).review,
})

/** Null until they are there. English steps in for a language that cannot be had. */
export const useReviewWords = (): ReviewWords | null => useLater(review)
