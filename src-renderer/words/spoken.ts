// What the window speaks, for all of it. Components ask by use-speech.ts and words.ts.
import type { Stop } from '#contract/time.ts'
import { loadWords } from './catalogues.ts'
import type { Wanted } from './language.ts'
import { createSpeech, type SpeechState, type Spoken } from './speech.ts'

const speech = createSpeech(loadWords)

export const speak = (wanted: Wanted): Promise<void> => speech.speak(wanted)

export const speechNow = (): SpeechState => speech.state.get()

export const onSpeech = (run: () => void): Stop => speech.state.on(run)

/** How numbers, times and names are written and sorted now. */
export const localeNow = (): string => speechNow().spoken?.locale ?? 'en'

/** Before the first words are loaded nothing is spoken, and nothing may ask for them. */
export function spokenOf({ spoken }: SpeechState): Spoken {
  if (!spoken) throw new Error('no language has been loaded yet')
  return spoken
}
