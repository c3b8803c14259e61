// What every language must say of the notice of monitoring: the shape of the English words.
import type { Wide } from '../words-type.ts'
import type { notice } from './notice.ts'

export type NoticeWords = Wide<typeof notice>
