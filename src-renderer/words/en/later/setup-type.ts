// What every language must offer for the set-up, and of every setting: the shape of the English words.
import type { Wide } from '../words-type.ts'
import type { meanings } from './meanings.ts'
import type { setup } from './setup.ts'

export type SetupWords = Wide<typeof setup>

/** Of every setting, by its path: its name and what it means. */
export type Meanings = { readonly [path in keyof typeof meanings]: readonly [name: string, means: string] }
