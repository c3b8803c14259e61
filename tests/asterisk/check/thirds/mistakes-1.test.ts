// The first third of the mistakes: the thirds run side by side.
import { expect, it } from 'vitest'
import { mistakes } from '../mistakes/mistakes.ts'
import { tryMistakes, tryWhatElse } from '../try-mistakes.ts'

tryMistakes(0)
tryWhatElse()

it('are seventy at least', () => {
  expect(mistakes.length).toBeGreaterThanOrEqual(70)
})
