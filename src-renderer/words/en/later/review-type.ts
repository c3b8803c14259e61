// What every language must offer for standing orders and the scorecard: the shape of the English words.
import type { Wide } from '../words-type.ts'
import type { review } from './review.ts'

export type ReviewWords = Wide<typeof review>
