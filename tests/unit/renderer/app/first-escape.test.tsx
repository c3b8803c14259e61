// @vitest-environment jsdom
// The first Esc, wherever the hand is: nobody hears the supervisor. What is open closes with the second.
import { act, cleanup, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { err, ok } from '#contract/result.ts'
import { en as words } from '#renderer/words/en/en.ts'
import { invite } from '../../../fakes/fake-line.ts'
import { agents, type LiveApp, startLiveApp } from './live-app.tsx'

let app: LiveApp
beforeEach(async () => {
  app = await startLiveApp()
})
afterEach(() => {
  app.stop()
  cleanup()
})

const click = (name: string | RegExp) => app.user.click(screen.getByRole('button', { name }))
const dialog = () => screen.queryByRole('dialog')
const menu = () => screen.queryByRole('menu')
const { filters, savedViews, panes } = words.floor.views

type Place = {
  readonly name: string
  readonly go: () => Promise<unknown>
  /** What Esc would close or leave there; null: nothing. */
  readonly open: (() => unknown) | null
}

const places: readonly Place[] = [
  { name: 'a row', go: async () => act(() => agents().getByRole('row', { name: /^Ben/ }).focus()), open: null },
  { name: 'the page itself', go: async () => act(() => (document.activeElement as HTMLElement).blur()), open: null },
  {
    name: 'the search, with something in it',
    go: () => app.user.type(screen.getByRole('searchbox'), 'ben'),
    open: () => screen.getByRole<HTMLInputElement>('searchbox').value,
  },
  {
    name: 'the note field',
    go: async () => {
      await click(new RegExp(`^${words.monitor.notes.label}`))
      await app.press('half a note')
    },
    open: () => document.activeElement?.matches('[data-note-field]'),
  },
  { name: 'the settings', go: () => click(words.app.openSettings), open: dialog },
  { name: 'the history', go: () => click(words.history.open), open: dialog },
  { name: 'the keys', go: () => app.press('?'), open: dialog },
  { name: 'the palette', go: () => app.press('{Control>}k{/Control}ana'), open: dialog },
  { name: 'the filters', go: () => click(filters.button), open: dialog },
  { name: 'the views', go: () => click(savedViews.button(savedViews.whole)), open: dialog },
  { name: 'a menu', go: () => click(panes.menu(words.floor.agents)), open: menu },
  {
    name: 'the wallboard',
    go: async () => {
      await click(words.wallboard.open)
      await screen.findByRole('button', { name: new RegExp(words.wallboard.leave) })
    },
    open: () => location.hash,
  },
]

describe.each(places)('$name', ({ go, open }) => {
  it('the first Esc closes the microphone in the same moment and asks for listening; the second closes what is open', async () => {
    await app.speak('join')
    await go()
    expect(app.line.isOpen(), 'being there changes nothing').toBe(true)
    app.fake.answers.setMode = () => {
      expect(app.line.isOpen(), 'closed before the PBX is asked').toBe(false)
      return ok({ kind: 'asked' })
    }
    await app.press('{Escape}')
    expect([app.line.isOpen(), app.modes().at(-1)]).toEqual([false, 'listen'])
    if (open) expect(open(), 'still open after the first').toBeTruthy()
    await app.press('{Escape}')
    if (open) expect(open(), 'closed by the second').toBeFalsy()
    expect(app.fake.inputs('endMonitor')).toEqual([])
  })

  it('the panic key closes the microphone, and nothing else', async () => {
    await app.speak('join')
    await go()
    await app.press('{Control>}{Shift>}m{/Shift}{/Control}')
    expect([app.line.isOpen(), app.modes().at(-1)]).toEqual([false, 'listen'])
    if (open) expect(open()).toBeTruthy()
  })
})

describe('the first Esc', () => {
  it('counts while the mode is only on its way: it never comes into force', async () => {
    await click(words.monitor.join)
    await click(words.app.openSettings)
    await screen.findByRole('dialog')
    await app.press('{Escape}')
    expect(dialog()).toBeTruthy()
    await act(async () => app.fake.pbx({ kind: 'mode', ticketId: 'ticket-0001', mode: 'join', changeId: 1 }))
    expect(app.line.log).not.toContain('open')
    expect(app.modes().at(-1)).toBe('listen')
  })

  it('held down does not go on to close what is open', async () => {
    await app.speak('join')
    await click(words.app.openSettings)
    await app.press('{Escape>5}')
    expect([app.line.isOpen(), dialog() !== null]).toEqual([false, true])
    await app.press('{/Escape}{Escape}')
    expect(dialog()).toBeNull()
  })

  it('works although the page has given that key to something else', async () => {
    await app.speak('join')
    const swallow = (event: Event) => event.stopImmediatePropagation()
    document.addEventListener('keydown', swallow, true)
    await app.press('{Escape}')
    document.removeEventListener('keydown', swallow, true)
    expect(app.line.isOpen()).toBe(false)
  })

  it.each([
    ['Esc', { code: 'Escape' }],
    ['the panic key', { code: 'KeyM', ctrlKey: true, shiftKey: true }],
  ])('works while letters are being composed, and so does the panic key: %s', async (_name, pressed) => {
    await app.speak('join')
    act(() => screen.getByRole('searchbox').focus())
    const composing = { key: 'Process', isComposing: true, bubbles: true, cancelable: true, ...pressed }
    act(() => void document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', composing)))
    expect(app.line.isOpen()).toBe(false)
  })

  it('closes it even when the PBX cannot be asked', async () => {
    await app.speak('join')
    app.fake.answers.setMode = () => err({ code: 'pbxUnreachable' })
    await click(words.app.openSettings)
    await app.press('{Escape}')
    expect(app.line.isOpen()).toBe(false)
  })

  it('mutes a phone call of one’s own', async () => {
    await act(async () => app.fake.pbx({ kind: 'ended', ticketId: 'ticket-0001', reason: 'pbxEnded' }))
    await act(async () => app.line.emit({ kind: 'ended', id: 'sip-1' }))
    await act(async () => app.line.emit({ kind: 'invite', invite: invite('sip-2') }))
    await click(words.line.incoming.answer)
    await act(async () => app.line.emit({ kind: 'established', id: 'sip-2' }))
    expect(app.line.isOpen()).toBe(true)
    await click(words.app.openSettings)
    await app.press('{Escape}')
    expect([app.line.isOpen(), dialog() !== null]).toEqual([false, true])
  })

  it('closes as ever while nobody hears', async () => {
    await click(words.app.openSettings)
    await app.press('{Escape}')
    expect(dialog()).toBeNull()
    expect(app.modes()).toEqual([])
  })
})

it('the wallboard shows Esc at what it does next, and a way back to listening for the mouse', async () => {
  const escAt = () => [...document.querySelectorAll('kbd')].map((key) => key.parentElement?.textContent)
  await app.speak('join')
  await click(words.wallboard.open)
  await screen.findByRole('button', { name: words.wallboard.leave })
  expect(escAt()).toEqual([`${words.monitor.listenOnly}Esc`])
  await click(new RegExp(words.monitor.listenOnly))
  expect(app.line.isOpen()).toBe(false)
  expect(escAt()).toEqual([`${words.wallboard.leave}Esc`])
})

describe('the wallboard over the whole screen', () => {
  const inFullScreen = (element: Element | null) =>
    Object.defineProperty(document, 'fullscreenElement', { configurable: true, value: element })
  const leaveFullScreen = () => {
    inFullScreen(null)
    act(() => void document.dispatchEvent(new Event('fullscreenchange')))
  }
  const openWall = async () => {
    await click(words.wallboard.open)
    await screen.findByRole('button', { name: new RegExp(words.wallboard.leave) })
    inFullScreen(document.documentElement)
  }

  it('left by an Esc that the browser kept for itself closes the microphone; the wall stays', async () => {
    await app.speak('join')
    await openWall()
    leaveFullScreen()
    expect([app.line.isOpen(), app.modes().at(-1), location.hash]).toEqual([false, 'listen', '#wallboard'])
    await app.press('{Escape}')
    expect(location.hash).toBe('')
  })

  it('left while nobody hears is left', async () => {
    await openWall()
    leaveFullScreen()
    expect(location.hash).toBe('')
  })
})
