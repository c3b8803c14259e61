import { describe, expect, it } from 'vitest'
import { wholeNumber } from '#renderer/ui/number-setting.tsx'

describe('a number in the settings', () => {
  it('is whole, not below 0 and at most what is allowed; nothing is nothing', () => {
    expect(['12', '12.4', '-3', '0', '99', ' '].map((text) => wholeNumber(text, 60))).toEqual([12, 12, 0, 0, 60, null])
  })

  it('that is more than 0 never becomes 0, which would mean none', () => {
    expect(['0.1', '0.49', '1e-9'].map((text) => wholeNumber(text, 60))).toEqual([1, 1, 1])
  })

  it('that cannot be read is none at all', () => {
    expect(wholeNumber('abc', 60)).toBeNaN()
  })
})
