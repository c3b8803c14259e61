// What the house refuses, in one table. A bound not in force yet is measured and shown; nothing beyond it fails the run.

export const MOST_FILES = 25
export const MOST_LINES = 80

/** Factories of these connectors are still longer. */
export const LONG_FUNCTIONS_IN: readonly string[] = ['src-main/pbx/asterisk/', 'src-main/pbx/netsapiens/']

/** Nobody may have one more of these. */
export const bounds = {
  'circle of files': { inForce: true },
  'circle of folders': { inForce: true },
  'import upwards': { inForce: true },
  'reach into a subfolder': { inForce: true },
  'folder without a floor': { inForce: true },
  'import that leads nowhere': { inForce: true },
  'folder too full': { inForce: true },
  'function too long': { inForce: true },
  'spread literal': { inForce: true },
  any: { inForce: true },
  'non-null !': { inForce: true },
  'ignored type': { inForce: true },
  'ignored lint rule': { inForce: true },
} as const satisfies Readonly<Record<string, { readonly inForce: boolean }>>

export type Bound = keyof typeof bounds

/** One thing beyond a bound, by the name of who is to be changed. */
export type Refusal = { readonly bound: Bound; readonly text: string }
