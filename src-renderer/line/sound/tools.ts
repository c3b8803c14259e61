// What a call's sound is looked after with. It comes with the code of JsSIP, after the start: before that there is no call.
import { awaitSound } from './first-sound.ts'
import { mendPath } from './mend-path.ts'
import { foreignCodecs } from './offered-codecs.ts'

export const soundTools = { awaitSound, mendPath, foreignCodecs }
export type SoundTools = typeof soundTools
