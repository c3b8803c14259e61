import { describe, expect, it } from 'vitest'
import { rowOfTyping, TYPING_MS, typed, typing } from '#renderer/grid/type-ahead.ts'

const names = ['Ana', 'Ben', 'Élise', 'Bert', '1001']
const row = (text: string, active = 0) => rowOfTyping(text, active, names.length, (i) => [names[i] ?? ''])

describe('typing in a list', () => {
  it('begins with a capital letter or a digit, so that small letters stay shortcuts', () => {
    expect(typing(null, 'B', 0)).toEqual({ text: 'B', at: 0 })
    expect(typing(null, '7', 0)).toEqual({ text: '7', at: 0 })
    expect(typing(null, 'l', 0)).toBeNull()
    expect(typing(null, ' ', 0)).toBeNull()
    expect(typing(null, '/', 0)).toBeNull()
    expect(typing(null, 'ArrowDown', 0)).toBeNull()
  })

  it('goes on with whatever follows soon, and ends by itself', () => {
    const begun = { text: 'B', at: 0 }
    expect(typing(begun, 'e', TYPING_MS)).toEqual({ text: 'Be', at: TYPING_MS })
    expect(typing(begun, ' ', 10)).toEqual({ text: 'B ', at: 10 })
    expect(typing(begun, 'e', TYPING_MS + 1)).toBeNull()
  })
})

describe('a name that leads nowhere', () => {
  const next = (before: string, key: string) =>
    typed({ text: before, at: 0 }, { key, timeStamp: 5 }, (text) => text === 'Be')

  it('gives way to one that a capital letter or a digit begins', () => {
    expect(next('Bx', 'A')).toEqual({ text: 'A', at: 5 })
    expect(next('Bx', '7')).toEqual({ text: '7', at: 5 })
  })

  it('goes on with small letters, which must not become shortcuts while somebody types', () => {
    expect(next('Bx', 'w')).toEqual({ text: 'Bxw', at: 5 })
    expect(next('B', 'e')).toEqual({ text: 'Be', at: 5 })
  })
})

describe('the row it leads to', () => {
  it('is the next one that begins so, round the end, accents and case aside', () => {
    expect(row('b')).toBe(1)
    expect(row('b', 1)).toBe(3)
    expect(row('b', 3)).toBe(1)
    expect(row('elise')).toBe(2)
    expect(row('100')).toBe(4)
  })

  it('stays the same row while more of its name is typed', () => {
    expect(row('be', 1)).toBe(1)
    expect(row('ber', 1)).toBe(3)
  })

  it('is none when no row begins so', () => {
    expect(row('x')).toBeNull()
    expect(rowOfTyping('a', 0, 0, () => [])).toBeNull()
  })
})
