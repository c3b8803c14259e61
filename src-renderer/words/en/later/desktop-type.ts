// What every language must say on the desktop beside the console: the shape of the English words.
import type { Wide } from '../words-type.ts'
import type { desktop } from './desktop.ts'

export type DesktopWords = Wide<typeof desktop>
