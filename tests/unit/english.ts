// The window's tests begin in English: components are shown, and sentences made, only once a language is spoken.
import { expect } from 'vitest'

if (expect.getState().testPath?.includes('/tests/unit/renderer/')) {
  const { speak } = await import('#renderer/words/spoken.ts')
  await speak({ language: 'en', locale: 'en' })
}
