// What the house refuses, in one list.

export const MOST_FILES = 25
export const MOST_LINES = 80

/** Factories of this connector are still longer. */
export const LONG_FUNCTIONS_IN: readonly string[] = ['src-main/pbx/netsapiens/']

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
] as const

export type Bound = (typeof bounds)[number]

/** One thing beyond a bound, by the name of who is to be changed. */
export type Refusal = { readonly bound: Bound; readonly text: string }
