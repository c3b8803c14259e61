// Which language is spoken: the supervisor's choice or the system's, and which way the locale writes numbers and times.
import { useLayoutEffect, useSyncExternalStore } from 'react'
import { createListeners } from '#contract/observable.ts'
import type { Settings } from '#contract/settings.ts'

/** Besides the real ones two for tests, by their usual names: en-XA (accented, longer, in brackets) and ar-XB (right to left). */
export type Language = 'en' | 'es' | 'de' | 'en-XA' | 'ar-XB'

export type Spoken = { readonly language: Language; readonly locale: string }

const languages: readonly Language[] = ['en-XA', 'ar-XB', 'en', 'es', 'de']

/** The language of a choice, and the person's own locale of that language (de-CH, es-MX) where the system names one. Pure. */
export function spokenBy(choice: Settings['language'], system: readonly string[]): Spoken {
  if (choice !== 'system') return { language: choice, locale: system.find((tag) => isOf(tag, choice)) ?? choice }
  for (const tag of system) {
    const language = languages.find((candidate) => isOf(tag, candidate))
    if (language) return { language, locale: language === 'en-XA' || language === 'ar-XB' ? 'en' : tag }
  }
  return { language: 'en', locale: 'en' }
}

export const directionOf = (language: Language): 'ltr' | 'rtl' => (language === 'ar-XB' ? 'rtl' : 'ltr')

const isOf = (tag: string, language: Language): boolean => tag === language || tag.startsWith(`${language}-`)

const systemTags = (): readonly string[] => (typeof navigator === 'undefined' ? ['en'] : navigator.languages)

const changes = createListeners<void>()
let spoken = spokenBy('system', systemTags())

/** What is spoken now. */
export const spokenNow = (): Spoken => spoken

export function speak(next: Spoken): void {
  if (next.language === spoken.language && next.locale === spoken.locale) return
  spoken = next
  changes.emit()
}

/** Re-renders the component when the language changes. Needed in `memo` components; the others follow their parents. */
export function useSpoken(): Spoken {
  return useSyncExternalStore(changes.on, spokenNow)
}

/** Speaks what the setting says from before the first paint on, and tells the page's language and direction. */
export function useLanguage(choice: Settings['language']): Spoken {
  useLayoutEffect(() => {
    const follow = () => speak(spokenBy(choice, systemTags()))
    follow()
    addEventListener('languagechange', follow)
    return () => removeEventListener('languagechange', follow)
  }, [choice])
  const now = useSpoken()
  useLayoutEffect(() => {
    document.documentElement.lang = now.language
    document.documentElement.dir = directionOf(now.language)
  }, [now.language])
  return now
}
