// What the house refuses, in one list.

export const MOST_FILES = 25
export const MOST_LINES = 80

/** Factories of this connector are still longer. */
export const LONG_FUNCTIONS_IN: readonly string[] = ['src-main/pbx/netsapiens/']

/** Who may search the whole page all the same, and why. Everybody else is given a ref, or a place of `ui/places.ts`. */
export const MAY_SEARCH_PAGE: Readonly<Record<string, string>> = {
  'src-renderer/app/main.tsx': 'the element React is put into stands in the HTML',
  'src-renderer/commands/where.ts': 'a dialog stops the keys, whoever opened it',
}

/** Nobody may have one of these. */
export const bounds = [
  'circle of files',
  'circle of folders',
  'import upwards',
  'reach into a subfolder',
  'folder without a floor',
  'import that leads nowhere',
  'folder too full',
  'function too long',
  'spread literal',
  'any',
  'non-null !',
  'ignored type',
  'ignored lint rule',
  'search of the page',
  'JSON in an attribute',
] as const

export type Bound = (typeof bounds)[number]

/** One thing beyond a bound, by the name of who is to be changed. */
export type Refusal = { readonly bound: Bound; readonly text: string }
