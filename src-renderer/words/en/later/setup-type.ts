// What every language must offer for the set-up, and of every setting: the shape of the English words.
import type { Wide } from '../words-type.ts'
import type { setup } from './setup.ts'

export type SetupWords = Wide<typeof setup>
