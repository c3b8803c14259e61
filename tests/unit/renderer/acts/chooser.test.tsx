// What an act needs besides, chosen by typing: the letters go to the field and to nothing else.
// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { AskedKind } from '#renderer/acts/acts-store.ts'
import { Chooser } from '#renderer/acts/late/chooser.tsx'
import type { Choice } from '#renderer/acts/late/scene.ts'
import { idle } from '#renderer/monitor/logic/monitor.ts'
import { acts as say } from '#renderer/words/en/later/acts.ts'
import { anAgent, floorWith } from '../../../fakes/floors.ts'
import { aHello } from '../floor/hello.ts'

// jsdom has no CSS.escape; the ids React makes need none.
vi.stubGlobal('CSS', { escape: (id: string) => id })
afterEach(cleanup)

function show(kind: AskedKind, pauseReasons: readonly string[] = ['Break', 'Lunch']) {
  const chosen: Choice[] = []
  const heard: string[] = []
  const onKey = ({ key }: KeyboardEvent) => void heard.push(key)
  // As the console's own keys listen: before anything else can stop it.
  window.addEventListener('keydown', onKey, true)
  const floor = floorWith([], [anAgent('1', { name: 'Ana' })])
  const scene = () => ({ floor, site: aHello().site, feedLive: true, monitor: idle })
  render(
    <Chooser
      kind={kind}
      subject={{ of: 'agents', agentIds: ['1'] }}
      doing={{ say, scene, run: () => {}, close: () => {} }}
      pauseReasons={pauseReasons}
      readyPhrases={['Wrap up, please']}
      onChoose={(choice) => void chosen.push(choice)}
    />,
  )
  return { chosen, heard, user: userEvent.setup(), done: () => window.removeEventListener('keydown', onKey, true) }
}

describe('a choice that is searched', () => {
  it('hears no letter twice: what is typed is no command of the page behind it', async () => {
    const { heard, user, done } = show('pause')
    await user.type(screen.getByRole('combobox'), 'lun')
    done()
    expect(heard).toEqual(['l', 'u', 'n'])
  })

  it('takes the first find by Enter', async () => {
    const { chosen, user, done } = show('pause')
    await user.type(screen.getByRole('combobox'), 'lun{Enter}')
    done()
    expect(chosen).toEqual([{ kind: 'text', text: 'Lunch' }])
  })
})

describe('a message', () => {
  it('is written, or a phrase that is ready', async () => {
    const { chosen, user, done } = show('sendText')
    await user.type(screen.getByRole('textbox'), ' Please hold {Enter}')
    await user.click(screen.getByText('Wrap up, please'))
    done()
    expect(chosen).toEqual([
      { kind: 'text', text: 'Please hold' },
      { kind: 'text', text: 'Wrap up, please' },
    ])
  })

  it('that no phone can take is not sent, and says so', async () => {
    const { chosen, user, done } = show('sendText')
    await user.click(screen.getByRole('textbox'))
    await user.paste('日'.repeat(400)) // of three bytes each
    await user.keyboard('{Enter}')
    done()
    expect(screen.getByRole('alert').textContent).toBe(say.message.tooLong)
    expect(chosen).toEqual([])
  })
})
