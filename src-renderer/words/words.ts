// The catalogue as the window reads it: every sentence a person sees, in the language that is spoken.
//
// To add a sentence: put it into words/en/*, then into words/de/* and words/es/* (the type error tells where).
// A component calls `const words = useWords()`, so that a new language reaches it; a pure function is given `words`.
// `wordsNow()` is for what runs when something happens, not while rendering: handlers, stores, answers of the desk.
import type { Words } from './en/words-type.ts'
import { onSpeech, speechNow, spokenOf } from './spoken.ts'
import { useSpoken } from './use-speech.ts'

export type { Words } from './en/words-type.ts'

/** The component is rendered again when language or locale change. */
export const useWords = (): Words => useSpoken().words

/** The words of this moment; who keeps them goes on speaking the language of then. */
export const wordsNow = (): Words => spokenOf(speechNow()).words

/** Runs with the words, now or as soon as there are any: the desk speaks before the console shows. */
export function withWords(run: (words: Words) => void): void {
  let stop = () => {}
  let isDone = false
  const runOnce = () => {
    const { spoken } = speechNow()
    if (!spoken || isDone) return
    isDone = true
    stop()
    run(spoken.words)
  }
  stop = onSpeech(runOnce)
  if (isDone) stop()
}
