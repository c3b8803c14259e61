// What belongs to a word and what does not.
import { describe, expect, it } from 'vitest'
import { endsWord, goesOnWith, WORD_MS } from '#renderer/commands/typed.ts'
import { writes } from '#renderer/keys/combo.ts'

const none = { ctrlKey: false, metaKey: false, altKey: false }

describe('a key goes on with a text', () => {
  const typed = { key: 'KeyT', at: 1_000, inText: true }

  it('when another character came a moment before', () => {
    expect(goesOnWith(typed, 'KeyJ', 1_000 + WORD_MS - 1)).toBe(true)
    expect(goesOnWith(typed, 'KeyJ', 1_000 + WORD_MS)).toBe(false)
    expect(goesOnWith(typed, 'KeyT', 1_001), 'the same key once more').toBe(false)
    expect(goesOnWith(null, 'KeyJ', 1_000)).toBe(false)
  })

  it('only when that character was no command and led to no row', () => {
    expect(goesOnWith({ ...typed, inText: false }, 'KeyJ', 1_001)).toBe(false)
  })
})

it.each([
  ['j', none, true],
  [' ', none, true],
  ['ß', none, true],
  ['Enter', none, false],
  ['j', { ...none, ctrlKey: true }, false],
  ['j', { ...none, altKey: true }, false],
])('%s with %o writes: %s', (key, modifiers, expected) => expect(writes({ key, ...modifiers })).toBe(expected))

it.each([
  ['Enter', true],
  ['Tab', true],
  ['ArrowDown', true],
  ['Shift', false],
  ['Dead', false],
  ['j', false],
])('%s ends a word: %s', (key, expected) => expect(endsWord({ key, ...none })).toBe(expected))
