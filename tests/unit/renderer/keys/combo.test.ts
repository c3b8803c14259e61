// Key presses as combos, on any layout.
import { describe, expect, it } from 'vitest'
import { ariaKeys, comboOf, comboProblem, type KeyPress, keyCaps } from '#renderer/keys/combo.ts'

const press = (key: string, over: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...over,
})

const altGr = { getModifierState: (name: string) => name === 'AltGraph' }

describe('a combo', () => {
  it.each<[string, KeyPress, string | null]>([
    ['a letter, whatever its case', press('l'), 'L'],
    ['a letter under caps lock', press('L'), 'L'],
    ['a letter with shift is another', press('L', { shiftKey: true }), 'Shift+L'],
    ['a character, wherever shift puts it', press('?', { shiftKey: true }), '?'],
    ['the space bar', press(' ', { code: 'Space' }), 'Space'],
    ['a named key', press('Escape'), 'Escape'],
    ['Ctrl', press('k', { ctrlKey: true }), 'Mod+K'],
    ['the command key of a Mac', press('k', { metaKey: true }), 'Mod+K'],
    ['several modifiers, in one order', press('M', { ctrlKey: true, shiftKey: true, altKey: true }), 'Mod+Alt+Shift+M'],
    ['a letter of another script, by its place', press('д', { code: 'KeyL' }), 'L'],
    ['a letter of its own on a Latin layout', press('ñ', { code: 'Semicolon' }), 'Ñ'],
    ['what AltGr writes is no letter: „ on the key of V', press('„', { code: 'KeyV', ...altGr }), '„'],
    ['a letter that AltGr leaves as it is', press('v', { code: 'KeyV', ...altGr }), 'V'],
    ['a modifier alone is none', press('Shift', { shiftKey: true }), null],
    [
      'Ctrl and a letter while another method of input is on',
      press('Process', { code: 'KeyM', ctrlKey: true }),
      'Mod+M',
    ],
    ['Alt and a letter that is a dead key so', press('Dead', { code: 'KeyE', altKey: true }), 'Alt+E'],
    ['a character being composed is none', press('Process', { code: 'KeyM' }), null],
    ['a dead key is none', press('Dead'), null],
  ])('%s', (_what, given, combo) => {
    expect(comboOf(given)).toBe(combo)
  })

  it('that moves the focus or belongs to the window cannot be chosen', () => {
    for (const combo of ['Tab', 'Enter', 'ArrowDown', 'Mod+W', 'Mod+C'])
      expect(comboProblem(combo, 'pressed')).toBe('reserved')
    expect(comboProblem('Mod+J', 'pressed')).toBeNull()
  })

  it('to hold down must be one key alone: a modifier may come up first', () => {
    expect(comboProblem('Mod+J', 'held')).toBe('onlyOneKey')
    expect(comboProblem('Shift+J', 'held')).toBe('onlyOneKey')
    expect(comboProblem('V', 'held')).toBeNull()
  })

  it('that is held must not scroll, press buttons or be the way out', () => {
    for (const use of ['held', 'deliberate'] as const) {
      expect(comboProblem('Space', use)).toBe('scrolls')
      expect(comboProblem('Escape', use)).toBe('reserved')
    }
    expect(comboProblem('Alt+Space', 'deliberate')).toBeNull()
    expect(comboProblem('Space', 'pressed')).toBeNull()
    expect(comboProblem('Escape', 'pressed')).toBeNull()
  })

  it('that writes cannot be what closes the microphone while typing', () => {
    for (const combo of ['B', 'Shift+B', 'Alt+B']) expect(comboProblem(combo, 'whileTyping')).toBe('types')
    for (const combo of ['Mod+B', 'F8', 'Shift+F8']) expect(comboProblem(combo, 'whileTyping')).toBeNull()
  })

  it('is shown in the words of the language and told as ARIA wants it', () => {
    const names = { Mod: 'Strg', Meta: '⌘', Space: 'Leertaste' }
    expect(keyCaps('Mod+Shift+M', false, names)).toEqual(['Strg', 'Shift', 'M'])
    expect(keyCaps('Mod+K', true, names)).toEqual(['⌘', 'K'])
    expect(keyCaps('Mod++', false, names)).toEqual(['Strg', '+'])
    expect(ariaKeys('Mod+Shift+M', false)).toBe('Control+Shift+M')
    expect(ariaKeys('Mod+K', true)).toBe('Meta+K')
  })
})
