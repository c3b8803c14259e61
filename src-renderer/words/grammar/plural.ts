// Plurals by the rules of a language (Unicode CLDR, by Intl.PluralRules).

export type PluralForms = { readonly one: string; readonly other: string }

/** The form of a count in that language; forms a language has besides (es: many) read as `other`. */
export function pluralIn(language: string): (count: number, forms: PluralForms) => string {
  const rules = new Intl.PluralRules(language)
  return (count, { one, other }) => (rules.select(count) === 'one' ? one : other)
}
