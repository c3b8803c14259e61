// Words of acts: loaded in the language that is spoken, with the code that does them.
import type { ActWords } from './en/later/acts-type.ts'
import { useLater, withPseudo } from './later.ts'

export type { ActWords } from './en/later/acts-type.ts'

const acts = withPseudo<ActWords>({
  en: async () => (await import('./en/later/acts.ts')).acts,
  es: async () => (await import('./es/later/acts.ts')).acts,
  de: async () => (await import('./de/later/acts.ts')).acts,
})

/** Null until they are there. English steps in for a language that cannot be had. */
export const useActWords = (): ActWords | null => useLater(acts)
