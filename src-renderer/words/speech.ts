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
  const wordsOf = async (language: Language): Promise<Words | null> => {
    const { spoken } = state.get()
    return spoken?.language === language ? spoken.words : load(language).catch(() => null)
  }
  return {
    state,
    speak: async (wanted) => {
      latest = wanted
      const words = await wordsOf(wanted.language)
      if (latest !== wanted) return
      if (words) return state.set(speaking(state.get(), wanted, words))
      const before = state.get().spoken
      const english = before ? null : await wordsOf('en')
      if (latest !== wanted) return
      const spoken = english ? { language: 'en' as const, locale: 'en', words: english } : before
      state.set({ spoken, missing: wanted.language })
    },
  }
}

/** The same object when nothing changes. */
function speaking(state: SpeechState, { language, locale }: Wanted, words: Words): SpeechState {
  const { spoken, missing } = state
  const same = missing === null && spoken?.language === language && spoken.locale === locale
  return same ? state : { spoken: { language, locale, words }, missing: null }
}
