// What every language must offer for the check of who hears whom: the shape of the English words.
import type { Wide } from '../words-type.ts'
import type { proof } from './proof.ts'

export type ProofWords = Wide<typeof proof>
