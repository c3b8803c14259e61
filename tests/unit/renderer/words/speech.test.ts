// One language at a time is loaded, when it is spoken; nothing is lost while that takes long or fails.
import { describe, expect, it } from 'vitest'
import { loadWords } from '#renderer/words/catalogues.ts'
import type { Language } from '#renderer/words/language.ts'
import { createSpeech, type SpeechState } from '#renderer/words/speech.ts'
import type { Words } from '#renderer/words/words.ts'

const [en, de] = await Promise.all([loadWords('en'), loadWords('de')])
const wanted = (language: Language, locale: string = language) => ({ language, locale })

/** Catalogues that come, or fail to, when the test says so. */
function slowly() {
  const asked: Language[] = []
  const answers: { come: (words: Words) => void; fail: () => void }[] = []
  const speech = createSpeech((language) => {
    asked.push(language)
    return new Promise((come, reject) => answers.push({ come, fail: () => reject(new Error('no such file')) }))
  })
  const seen: SpeechState[] = []
  speech.state.on((state) => seen.push(state))
  const languages = () => seen.map(({ spoken }) => spoken?.language ?? null)
  return { speech, asked, answers, languages }
}

describe('the first language', () => {
  it('is the only one that is loaded', async () => {
    const { speech, asked, answers, languages } = slowly()
    const settled = speech.speak(wanted('de', 'de-CH'))
    expect(languages()).toEqual([null])
    answers[0]?.come(de)
    await settled
    expect(asked).toEqual(['de'])
    expect(speech.state.get()).toEqual({ spoken: { language: 'de', locale: 'de-CH', words: de }, missing: null })
  })

  it('is English when the one wanted cannot be loaded, and that is known', async () => {
    const { speech, asked, answers } = slowly()
    const settled = speech.speak(wanted('de', 'de-CH'))
    answers[0]?.fail()
    await expect.poll(() => asked).toEqual(['de', 'en'])
    answers[1]?.come(en)
    await settled
    expect(speech.state.get()).toEqual({ spoken: { language: 'en', locale: 'en', words: en }, missing: 'de' })
  })

  it('is none when English cannot be loaded either; a later attempt may succeed', async () => {
    const { speech, asked, answers } = slowly()
    const settled = speech.speak(wanted('de'))
    answers[0]?.fail()
    await expect.poll(() => asked).toEqual(['de', 'en'])
    answers[1]?.fail()
    await settled
    expect(speech.state.get()).toEqual({ spoken: null, missing: 'de' })
    const again = speech.speak(wanted('de'))
    answers[2]?.come(de)
    await again
    expect(speech.state.get()).toEqual({ spoken: { language: 'de', locale: 'de', words: de }, missing: null })
  })
})

describe('another language', () => {
  async function speakingEnglish() {
    const slow = slowly()
    const settled = slow.speech.speak(wanted('en'))
    slow.answers[0]?.come(en)
    await settled
    return slow
  }

  it('is spoken in one step once it is there; until then the one before goes on', async () => {
    const { speech, answers, languages } = await speakingEnglish()
    const settled = speech.speak(wanted('de'))
    expect(speech.state.get().spoken).toEqual({ language: 'en', locale: 'en', words: en })
    answers[1]?.come(de)
    await settled
    expect(languages()).toEqual([null, 'en', 'de'])
  })

  it('leaves the one before where it cannot be loaded, and asks for no English', async () => {
    const { speech, asked, answers } = await speakingEnglish()
    const settled = speech.speak(wanted('de'))
    answers[1]?.fail()
    await settled
    expect(speech.state.get()).toEqual({ spoken: { language: 'en', locale: 'en', words: en }, missing: 'de' })
    expect(asked).toEqual(['en', 'de'])
    await speech.speak(wanted('en'))
    expect(speech.state.get().missing).toBeNull()
  })

  it.each(['come', 'fail'] as const)(
    'that was wanted before the last counts no more, should it %s late',
    async (how) => {
      const { speech, answers, languages } = await speakingEnglish()
      const first = speech.speak(wanted('es'))
      const second = speech.speak(wanted('de'))
      answers[2]?.come(de)
      await second
      answers[1]?.[how](en)
      await first
      expect(languages()).toEqual([null, 'en', 'de'])
      expect(speech.state.get().missing).toBeNull()
    },
  )

  it('is no news when it is the same, and none is loaded for another locale', async () => {
    const { speech, asked, languages } = await speakingEnglish()
    await speech.speak(wanted('en'))
    expect(languages()).toEqual([null, 'en'])
    await speech.speak(wanted('en', 'en-GB'))
    expect(speech.state.get().spoken?.locale).toBe('en-GB')
    expect(asked).toEqual(['en'])
  })
})
