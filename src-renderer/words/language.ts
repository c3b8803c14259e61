// Which language is wanted: the supervisor's choice or the system's, and which way the locale writes numbers and times. Pure.
import { languageOf, type Settings } from '#contract/settings.ts'

/** Besides the real ones two for tests, by their usual names: en-XA (accented, longer, in brackets) and ar-XB (right to left). */
export type Language = 'en' | 'es' | 'de' | 'en-XA' | 'ar-XB'

/** `terms`: what the site calls its two kinds of calls; nothing said: internal and external. */
export type Wanted = { readonly language: Language; readonly locale: string; readonly terms?: Settings['terms'] }

const languages: readonly Language[] = ['en-XA', 'ar-XB', 'en', 'es', 'de']

/** The language of a choice, and the person's own locale of that language (de-CH, es-MX) where the system names one. */
export function wantedBy(
  choice: Settings['language'],
  system: readonly string[],
  terms: Settings['terms'] = 'internal',
): Wanted {
  const { language, tag } = languageOf(languages, choice, system) ?? { language: 'en', tag: 'en' }
  return { language, locale: language === 'en-XA' || language === 'ar-XB' ? 'en' : tag, terms }
}

export const directionOf = (language: Language): 'ltr' | 'rtl' => (language === 'ar-XB' ? 'rtl' : 'ltr')
