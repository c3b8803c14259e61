// The one sentence that must be there when no catalogue can be loaded.
import type { Language } from './language.ts'

type LastResort = { readonly sentence: string; readonly retry: string }

const english: LastResort = { sentence: 'Earshot couldn’t load its language files.', retry: 'Try again' }

export const lastResort: Readonly<Record<Language, LastResort>> = {
  en: english,
  es: { sentence: 'Earshot no pudo cargar sus archivos de idioma.', retry: 'Reintentar' },
  de: { sentence: 'Earshot konnte seine Sprachdateien nicht laden.', retry: 'Erneut versuchen' },
  'en-XA': english,
  'ar-XB': english,
}
