// What every language must offer for acts: the shape of the English words.
import type { Wide } from '../words-type.ts'
import type { acts } from './acts.ts'

export type ActWords = Wide<typeof acts>
