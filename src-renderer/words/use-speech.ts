// The window's language in components: what is spoken, and speaking what the setting says.
import { useLayoutEffect, useState, useSyncExternalStore } from 'react'
import type { Settings } from '#contract/settings.ts'
import { directionOf, wantedBy } from './language.ts'
import type { SpeechState, Spoken } from './speech.ts'
import { onSpeech, speak, speechNow, spokenOf } from './spoken.ts'

export const useSpeech = (): SpeechState => useSyncExternalStore(onSpeech, speechNow)

/** The component is rendered again when language or locale change. Only for what shows once something is spoken. */
export const useSpoken = (): Spoken => spokenOf(useSpeech())

/**
 * Speaks what the setting says, and tells the page's language and direction. `wait` until that is settled for the first time,
 * so that no words of another language show; null: no words can be had at all. Choice null: nothing is wanted yet.
 */
export function useLanguage(
  choice: Settings['language'] | null,
  terms: Settings['terms'] = 'internal',
): Spoken | null | 'wait' {
  const [isSettled, settle] = useState(false)
  useLayoutEffect(() => {
    if (choice === null) return
    let isWanted = true
    const follow = () => void speak(wantedBy(choice, navigator.languages, terms)).then(() => isWanted && settle(true))
    follow()
    addEventListener('languagechange', follow)
    return () => {
      isWanted = false
      removeEventListener('languagechange', follow)
    }
  }, [choice, terms])
  const { spoken } = useSpeech()
  useLayoutEffect(() => {
    if (!spoken) return
    document.documentElement.lang = spoken.language
    document.documentElement.dir = directionOf(spoken.language)
  }, [spoken])
  return isSettled ? spoken : 'wait'
}
