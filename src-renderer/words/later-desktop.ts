// Words of what stands on the desktop beside the console: the small card, links from other programs, notifications.
import type { DesktopWords } from './en/later/desktop-type.ts'
import { useLater, withPseudo } from './later.ts'

export type { DesktopWords } from './en/later/desktop-type.ts'

const desktop = withPseudo<DesktopWords>({
  en: async () => (await import('./en/later/desktop.ts')).desktop,
  es: async () => (await import('./es/later/desktop.ts')).desktop,
  de: async () => (await import('./de/later/desktop.ts')).desktop,
})

/** Null until they are there. English steps in for a language that cannot be had. */
export const useDesktopWords = (): DesktopWords | null => useLater(desktop)
