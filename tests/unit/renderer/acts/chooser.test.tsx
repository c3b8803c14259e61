// What an act needs besides, chosen by typing: the letters go to the field and to nothing else.
// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { AskedKind } from '#renderer/acts/acts-store.ts'
import { Chooser } from '#renderer/acts/late/chooser.tsx'
import type { Choice } from '#renderer/acts/late/scene.ts'
import { idle } from '#renderer/monitor/logic/monitor.ts'
import { en as words } from '#renderer/words/en/en.ts'
import { acts as say } from '#renderer/words/en/later/acts.ts'
import { aCall, anAgent, floorWith } from '../../../fakes/floors.ts'
import { aHello } from '../floor/hello.ts'

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const aFloor = floorWith([], [anAgent('1', { name: 'Ana' })])

function show(kind: AskedKind, pauseReasons: readonly string[] = ['Break', 'Lunch'], floor = aFloor) {
  let at = 1000
  vi.spyOn(Event.prototype, 'timeStamp', 'get').mockImplementation(() => at)
  const chosen: Choice[] = []
  const heard: string[] = []
  const onKey = ({ key }: KeyboardEvent) => void heard.push(key)
  // As the console's own keys listen: before anything else can stop it.
  window.addEventListener('keydown', onKey, true)
  const scene = () => ({ floor, site: aHello().site, feedLive: true, monitor: idle })
  render(
    <Chooser
      kind={kind}
      subject={{ of: 'agents', agentIds: ['1'] }}
      doing={{ say, scene, whyNot: () => null, run: () => {}, close: () => {} }}
      pauseReasons={pauseReasons}
      readyPhrases={['Wrap up, please']}
      onChoose={(choice) => void chosen.push(choice)}
    />,
  )
  const passes = (ms: number) => {
    at += ms
  }
  return {
    chosen,
    heard,
    passes,
    user: userEvent.setup(),
    done: () => window.removeEventListener('keydown', onKey, true),
  }
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

describe('whom a call goes to, which nothing brings back', () => {
  const call = aCall('c', '1', { startedAt: 1, answeredAt: 1 })
  const floor = floorWith(
    [call],
    [anAgent('1', { name: 'Ana', callId: 'c' }), anAgent('1002', { name: 'Ben' }), anAgent('1003', { name: 'Cleo' })],
  )
  const ben: Choice = { kind: 'to', to: { kind: 'agent', agentId: '1002' } }

  it.each(['transferCall', 'pickCall'] as const)('%s: the first Enter only marks, and says so', async (kind) => {
    const { chosen, user, passes, done } = show(kind, [], floor)
    await user.keyboard('be{Enter}')
    expect(chosen).toEqual([])
    expect(screen.getByRole('option', { name: /^Ben/ }).textContent).toContain(words.keys.palette.again)
    expect(screen.getByRole('status').textContent).toBe(`Ben: ${words.keys.palette.again}`)
    passes(499)
    await user.keyboard('{Enter}')
    expect(chosen).toEqual([])
    passes(1)
    await user.keyboard('{Enter}')
    done()
    expect(chosen).toEqual([ben])
  })

  it('Enter that stays down chooses nobody', async () => {
    const { chosen, user, passes, done } = show('transferCall', [], floor)
    await user.keyboard('{Enter>}')
    passes(600)
    for (let times = 0; times < 5; times++)
      fireEvent.keyDown(screen.getByRole('combobox'), { key: 'Enter', code: 'Enter', repeat: true })
    done()
    expect(chosen).toEqual([])
  })

  it('another letter after the first Enter takes the mark away', async () => {
    const { chosen, user, passes, done } = show('transferCall', [], floor)
    await user.keyboard('b{Enter}')
    passes(600)
    await user.keyboard('e')
    expect(screen.getByRole('status').textContent).toBe('')
    await user.keyboard('{Enter}')
    done()
    expect(chosen).toEqual([])
  })

  it.each(['ben', '1002'])('“%s” written out is chosen by one Enter', async (typed) => {
    const { chosen, user, done } = show('transferCall', [], floor)
    await user.keyboard(`${typed}{Enter}`)
    done()
    expect(chosen).toEqual([ben])
  })

  it('so is whoever the arrows have been led to, and a click', async () => {
    const { chosen, user, done } = show('transferCall', [], floor)
    await user.keyboard('{ArrowDown}{ArrowDown}{Enter}')
    await user.click(screen.getByRole('option', { name: /^Ben/ }))
    done()
    expect(chosen).toEqual([{ kind: 'to', to: { kind: 'agent', agentId: '1003' } }, ben])
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
