// @vitest-environment jsdom
// A change of the language, or of its locale alone, reaches components that nothing else renders again.
import { act, cleanup, render, screen } from '@testing-library/react'
import { memo } from 'react'
import { afterEach, expect, it } from 'vitest'
import { formatNumber } from '#renderer/words/format.ts'
import { speak } from '#renderer/words/spoken.ts'
import { useWords } from '#renderer/words/words.ts'

const Shown = memo(function Shown() {
  const words = useWords()
  return <p>{`${words.monitor.listenOnly} ${formatNumber(1234.5)}`}</p>
})

afterEach(async () => {
  cleanup()
  await speak({ language: 'en', locale: 'en' })
})

it('speaks the new language at once', async () => {
  await speak({ language: 'en', locale: 'en' })
  render(<Shown />)
  expect(screen.getByText('Listen only 1,234.5')).toBeTruthy()
  await act(() => speak({ language: 'de', locale: 'de' }))
  expect(screen.getByText('Nur mithören 1.234,5')).toBeTruthy()
})

it('writes numbers as the new locale does', async () => {
  await speak({ language: 'de', locale: 'de' })
  render(<Shown />)
  await act(() => speak({ language: 'de', locale: 'de-CH' }))
  expect(screen.getByText(/^Nur mithören 1\D234\.5$/)).toBeTruthy()
})
