// Which key does what: defaults, choices, conflicts.
import { describe, expect, it } from 'vitest'
import { commandIds, commands } from '#renderer/keys/commands.ts'
import { commandOf, conflictsOf, defaultKeymap, heldCommands, keymapOf } from '#renderer/keys/keymap.ts'
import { loadWords } from '#renderer/words/catalogues.ts'

describe('the keys', () => {
  it('each have one command from the start', () => {
    for (const id of commandIds) {
      const { key } = commands[id]
      if (key !== null) expect(commandOf(defaultKeymap, key), id).toBe(id)
    }
  })

  it('give way to a choice; the key before is free again', () => {
    const keymap = keymapOf({ join: 'B' })
    expect(commandOf(keymap, 'B')).toBe('join')
    expect(commandOf(keymap, 'J')).toBeNull()
  })

  it('can be taken from a command', () => {
    expect(commandOf(keymapOf({ end: null }), 'E')).toBeNull()
  })

  it('that two commands share do nothing, and both are named', () => {
    const keymap = keymapOf({ join: 'W' })
    expect(commandOf(keymap, 'W')).toBeNull()
    expect(conflictsOf(keymap, 'join')).toEqual(['whisperAgent'])
    expect(conflictsOf(keymap, 'whisperAgent')).toEqual(['join'])
  })

  it('closes the microphone also by a key that two commands share, and does nothing else by it', () => {
    expect(commandOf(keymapOf({ join: 'M' }), 'M')).toBe('mute')
    expect(commandOf(keymapOf({ end: 'Mod+Shift+M', join: 'Mod+Shift+M' }), 'Mod+Shift+M')).toBe('muteAnywhere')
  })

  it('that no command has conflict with nothing', () => {
    expect(conflictsOf(keymapOf({ join: null, end: null }), 'join')).toEqual([])
  })

  it('ignore commands of another version', () => {
    expect(keymapOf({ flyToTheMoon: 'Z' })).toEqual(defaultKeymap)
  })

  it('that must be meant take Alt where the person wants it so; what is harmless does not, nor what is held to talk', () => {
    const keymap = keymapOf({ join: 'B', end: 'Mod+E', note: 'X' }, 'modifier')
    expect(keymap).toMatchObject({
      join: 'Alt+B',
      end: 'Mod+E',
      note: 'X',
      listen: 'Alt+L',
      holdToTalk: 'V',
      mute: 'M',
    })
    expect(heldCommands(keymap, true)).toEqual(['holdToTalk'])
  })

  it('that speak, end or follow are held always, those that move a monitor while one is on; never those with a modifier', () => {
    const always = [
      'whisperAgent',
      'whisperCaller',
      'join',
      'holdToTalk',
      'follow',
      'end',
      'remedy',
      'answerCall',
      'holdCall',
      'hangUpCall',
      'phone',
      'actions',
      'undo',
    ]
    const moving = ['listen', 'nextCall', 'previousCall']
    expect([...heldCommands(defaultKeymap, false)].sort()).toEqual([...always].sort())
    expect([...heldCommands(defaultKeymap, true)].sort()).toEqual([...always, ...moving].sort())
    expect(heldCommands(keymapOf({ join: 'Alt+J' }), true)).not.toContain('join')
  })

  it('that may not be chosen (any more) are not obeyed', () => {
    expect(keymapOf({ holdToTalk: 'Space', join: 'Escape', mute: 'Tab' })).toEqual(defaultKeymap)
  })

  it('are named in every language', async () => {
    for (const language of ['en', 'de', 'es'] as const)
      expect(Object.keys((await loadWords(language)).keys.commands).sort()).toEqual([...commandIds].sort())
  })
})
