// Names as a phone system sends them.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readable } from '#main/pbx/kit/readable.ts'

describe('a name', () => {
  it.each([
    ['as it should be', 'Zoë Žižek', 'Zoë Žižek'],
    ['with an override that would turn its neighbours', 'Ann\u202e1001 gpj', 'Ann1001 gpj'],
    ['with isolates that are never closed', '\u2066\u2067Ann', 'Ann'],
    ['with line ends and other controls', 'Ann\r\nEvent: Hangup\u0007', 'Ann Event: Hangup'],
    ['from right to left, isolated', 'עדה', '\u2068עדה\u2069'],
    ['from right to left, with a mark of its own', '\u200fעדה', '\u2068עדה\u2069'],
  ])('%s', (_, text, shown) => {
    expect(readable(text)).toBe(shown)
  })

  it('is not cut inside a character, however long it is', () => {
    const family = '👨‍👩‍👧‍👦' // 11 code units, one character
    expect(readable(`A${family.repeat(30)}`)).toBe(`A${family.repeat(18)}`)
    expect(readable(`${'a'.repeat(199)}é`.normalize('NFD'))).toBe('a'.repeat(199))
  })

  it('never is longer than the contract’s texts, nor anything but one line, and stays as it is the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => {
        const shown = readable(text)
        expect(shown.length).toBeLessThanOrEqual(200)
        expect(shown).not.toMatch(/[\r\n\u202a-\u202e]/)
        expect(readable(shown)).toBe(shown)
      }),
    )
  })
})
