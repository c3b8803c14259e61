// How a settings file of an older version becomes one of this version: one step for every version that moved or renamed something.
import type { Layer } from './layers.ts'

/**
 * By the version of package.json that needs it, the oldest first. A step is pure, and it changes nothing in a file that has been
 * through it: an older console of the same folder may save after a newer one.
 */
export type Migrations = Readonly<Record<string, (layer: Layer) => Layer>>

/** None yet: there has been no release. */
export const migrations: Migrations = {}
