// What the Electron shell itself shows (tray, menu, dialogs), in the language the page speaks. It has a catalogue of its own: main
// may not import the page's, the page needs none of this, and the dialog about a page that died must not depend on it.
import { languageOf, type Settings } from '#contract/settings.ts'
import { de } from './de.ts'
import { en, type ShellWords } from './en.ts'
import { es } from './es.ts'

export type { ShellWords } from './en.ts'

const catalogues = { en, es, de } as const

/** `system`: the languages of the system, the preferred one first. */
export function shellWords(choice: Settings['language'], system: readonly string[]): ShellWords {
  const found = languageOf(['en', 'es', 'de'] as const, choice, system)
  return catalogues[found?.language ?? 'en']
}
