// The order of names in the language that is spoken; numbers inside them count as numbers.
import { localeNow } from './spoken.ts'

const collators = new Map<string, Intl.Collator>()

export function collator(): Intl.Collator {
  const locale = localeNow()
  const known = collators.get(locale) ?? new Intl.Collator(locale, { numeric: true, sensitivity: 'base' })
  collators.set(locale, known)
  return known
}

export const compareText = (a: string, b: string): number => collator().compare(a, b)
