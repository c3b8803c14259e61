// What a row is found by: words without their accents, numbers however they are typed.
import { describe, expect, it } from 'vitest'
import { hasNumber, haystack, soughtNumber, soughtWords } from '#renderer/floor/search.ts'

const found = (search: string, number: string): boolean => {
  const sought = soughtNumber(search)
  return sought !== null && hasNumber(haystack(['Ann', number]), sought)
}

describe('a number is found', () => {
  it.each([
    ['+1 (555) 123-4567', '5551234567'],
    ['+1 (555) 123-4567', '+15551234567'],
    ['555 123 4567', '+1 (555) 123-4567'],
    ['5551234567', '001 555 123-4567'],
    ['0170 1234567', '+491701234567'],
    ['+49 170 1234567', '0170 1234567'],
    ['(555) 123', '5551234567'],
    ['555-123', '5551234567'],
    ['555/123', '+1 555 123 4567'],
    ['1001', '1001'],
    ['\u202a+1 555 123-4567\u202c', '5551234567'], // as an address book of Windows copies it
    ['555\u2011123\u20134567', '+15551234567'],
    ['+1\u00a0555\u200b1234567', '5551234567'],
    ['５５５１２３４５６７', '5551234567'],
    ['tel:+1-555-123-4567', '5551234567'],
  ])('typed %s, stored %s', (search, number) => {
    expect(found(search, number)).toBe(true)
  })

  it.each([
    ['+1 (555) 123-4567', '5551234568'],
    ['+1 (555) 123-4567', '4567'], // an extension is no end of somebody's number
    ['1002', '1001'],
    ['1001x', '1001'],
    ['00', '1001'],
  ])('not when it is another: typed %s, stored %s', (search, number) => {
    expect(found(search, number)).toBe(false)
  })
})

it('a name is found by what was copied with it unseen, and though it is told with marks', () => {
  const finds = (search: string, name: string) => soughtWords(search).every((word) => haystack([name]).includes(word))
  expect(finds('\u2068עדה לוי\u2069', 'עדה לוי')).toBe(true)
  expect(finds('עדה לוי', '\u2068עדה לוי\u2069')).toBe(true)
  expect(finds('Mül\u00adler', 'Müller')).toBe(true)
})
