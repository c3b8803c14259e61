// What is spoken: language, words and locale, changed in one step once the words are there.
import { createObservable, type Observable } from '#contract/observable.ts'
import type { LoadWords } from './catalogues.ts'
import type { Words } from './en/words-type.ts'
import type { Language, Wanted } from './language.ts'

export type Spoken = Wanted & { readonly words: Words }

/** `missing`: the language wanted last, whose words could not be loaded. */
export type SpeechState = { readonly spoken: Spoken | null; readonly missing: Language | null }

export type Speech = {
  readonly state: Pick<Observable<SpeechState>, 'get' | 'on'>
  /**
   * Resolves when the words are there or cannot be had; what was spoken goes on until then, and in the second case beyond it.
   * At the start, when nothing was spoken, English steps in. Of two that are under way the later one counts.
   */
  readonly speak: (wanted: Wanted) => Promise<void>
}

export function createSpeech(load: LoadWords): Speech {
  const state = createObservable<SpeechState>({ spoken: null, missing: null })
  let latest: Wanted | null = null
  const wordsOf = async ({ language, terms }: Pick<Wanted, 'language' | 'terms'>): Promise<Words | null> => {
    const { spoken } = state.get()
    if (spoken?.language === language && spoken.terms === terms) return spoken.words
    return load(language).then(
      (words) => inTerms(words, terms),
      () => null,
    )
  }
  return {
    state,
    speak: async (wanted) => {
      latest = wanted
      const words = await wordsOf(wanted)
      if (latest !== wanted) return
      if (words) return state.set(speaking(state.get(), wanted, words))
      const before = state.get().spoken
      const english = before ? null : await wordsOf({ language: 'en', terms: wanted.terms })
      if (latest !== wanted) return
      const spoken = english ? { language: 'en' as const, locale: 'en', terms: wanted.terms, words: english } : before
      state.set({ spoken, missing: wanted.language })
    },
  }
}

/** The same object when nothing changes. */
function speaking(state: SpeechState, { language, locale, terms }: Wanted, words: Words): SpeechState {
  const { spoken, missing } = state
  const same = missing === null && spoken?.words === words && spoken.locale === locale
  return same ? state : { spoken: { language, locale, terms, words }, missing: null }
}

/** The catalogue as a site speaks that calls its two kinds of calls on-net and off-net. */
function inTerms(words: Words, terms: Wanted['terms']): Words {
  if (terms !== 'onNet') return words
  const { onNet, offNet, onNetCall, callerOffNet } = words.onNetTerms
  return {
    ...words,
    floor: { ...words.floor, onNet, offNet },
    refusals: { ...words.refusals, onNetCall, callerOffNet },
  }
}
