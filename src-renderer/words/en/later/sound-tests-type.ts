// What every language must offer for the tests of the sound: the shape of the English words.
import type { Wide } from '../words-type.ts'
import type { soundTests } from './sound-tests.ts'

export type SoundTestWords = Wide<typeof soundTests>
