// @vitest-environment jsdom
// Keys of one's own, in the settings: taken by pressing them, refused with a reason, conflicts by name.
import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { afterEach, expect, it } from 'vitest'
import type { Settings, SettingsChange } from '#contract/settings.ts'
import { KeyChoices } from '#renderer/commands/key-choices.tsx'
import { defaultKeymap } from '#renderer/keys/keymap.ts'
import { en as words } from '#renderer/words/en/en.ts'

const { settings: say, commands: names } = words.keys
afterEach(cleanup)

// Settings merge, as the desk's store does.
function Page({ saved, speakKeys }: { saved: SettingsChange[]; speakKeys: Settings['speakKeys'] }) {
  const [keys, setKeys] = useState<Record<string, string | null>>({})
  const save = (change: SettingsChange) => {
    saved.push(change)
    setKeys({ ...keys, ...change.keys })
  }
  return <KeyChoices speakKeys={speakKeys} keys={keys} save={save} />
}

function setUp(speakKeys: Settings['speakKeys'] = 'hold') {
  const saved: SettingsChange[] = []
  render(<Page saved={saved} speakKeys={speakKeys} />)
  const user = userEvent.setup()
  const buttonOf = (name: string) => screen.getByRole('button', { name: new RegExp(`^${name}: `) })
  const press = async (name: string, keys: string) => {
    await user.click(buttonOf(name))
    await user.keyboard(keys)
  }
  return { saved, user, press, buttonOf }
}

it('a command takes the next key that is pressed', async () => {
  const { press, saved, buttonOf } = setUp()
  await press(names.join, 'b')
  await press(names.palette, '{Control>}j{/Control}')
  expect(saved).toEqual([{ keys: { join: 'B' } }, { keys: { palette: 'Mod+J' } }])
  expect(buttonOf(names.join).getAttribute('aria-label')).toBe(say.change(names.join, words.keys.heldKey('B')))
})

it('Escape leaves the key as it was, but is itself a key where it was from the start', async () => {
  const { press, saved } = setUp()
  await press(names.join, '{Escape}')
  expect(saved).toEqual([])
  await press(names.listenOnly, '{Escape}')
  expect(saved).toEqual([{ keys: { listenOnly: 'Escape' } }])
})

it('a key that moves the focus, or several for one that is held, are refused with the reason', async () => {
  const { press, saved } = setUp()
  await press(names.join, '{Enter}')
  expect(screen.getByRole('alert').textContent).toBe(say.reserved('Enter'))
  await press(names.holdToTalk, '{Control>}b{/Control}')
  expect(screen.getByRole('alert').textContent).toBe(say.onlyOneKey)
  expect(saved).toEqual([])
})

it('the space bar is refused where it would be held, and may be the key of what a press may do', async () => {
  const { press, saved } = setUp()
  await press(names.holdToTalk, ' ')
  expect(screen.getByRole('alert').textContent).toBe(say.scrolls)
  await press(names.join, ' ')
  expect(screen.getByRole('alert').textContent).toBe(say.scrolls)
  await press(names.note, ' ')
  await press(names.join, '{Alt>} {/Alt}')
  expect(saved).toEqual([{ keys: { note: 'Space' } }, { keys: { join: 'Alt+Space' } }])
})

it('where such keys are pressed with Alt, they are shown so', () => {
  const { buttonOf } = setUp('modifier')
  expect(buttonOf(names.join).textContent).toBe('AltJ')
  expect(buttonOf(names.mute).textContent).toBe('M')
  expect(buttonOf(names.holdToTalk).textContent).toBe('hold V')
})

it('two commands with the same key are told of each other, until one has another', async () => {
  const { press } = setUp()
  await press(names.join, 'w')
  expect(screen.getAllByRole('alert').map(({ textContent }) => textContent)).toEqual([
    say.conflict(names.join),
    say.conflict(names.whisperAgent),
  ])
  await press(names.join, 'b')
  expect(screen.queryAllByRole('alert')).toEqual([])
})

it('a key is taken away, and all are as they were', async () => {
  const { user, saved, buttonOf } = setUp()
  await user.click(screen.getByRole('button', { name: say.remove(names.end) }))
  expect(buttonOf(names.end).textContent).toBe(say.none)
  await user.click(screen.getByRole('button', { name: say.reset }))
  expect(saved.at(-1)).toEqual({ keys: defaultKeymap })
  expect(buttonOf(names.end).textContent).toContain('E')
})
