// @vitest-environment jsdom
// Wherever the focus is in the window, a short press of a bare key lets nobody hear, and neither moves nor ends a monitor.
import { act, cleanup, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { en as words } from '#renderer/words/en/en.ts'
import { agents, type LiveApp, startLiveApp } from './live-app.tsx'

let app: LiveApp
beforeEach(async () => {
  app = await startLiveApp()
})
afterEach(() => {
  app.stop()
  cleanup()
})

const focusable = 'a[href], button, input, select, textarea, summary, [tabindex]'
const places = (): readonly HTMLElement[] =>
  [...document.querySelectorAll<HTMLElement>(focusable)].filter((place) => !place.closest('[hidden]'))
const nameOf = (place: HTMLElement) => place.getAttribute('aria-label') ?? place.textContent ?? place.outerHTML
const focus = (place: HTMLElement) => act(() => place.focus())
const refusal = () => screen.getByRole('status', { name: words.monitor.refusedRegion }).textContent
const isQuiet = () => {
  expect(app.line.log).not.toContain('open')
  expect(app.asked()).toEqual([])
}

describe('with the focus on everything there is, one after the other', () => {
  it.each(['{Enter}', ' ', 'j', 'w', 'v', 'e', 'n', 'l'])(
    'a short press of "%s"',
    async (key) => {
      expect(places().length).toBeGreaterThan(40)
      for (let index = 0; index < places().length; index++) {
        const place = places()[index]
        if (!place) continue
        focus(place)
        await app.press(key)
        expect(app.asked(), nameOf(place)).toEqual([])
        // Whatever it opened does not stand in the way of the next.
        for (let open = 0; open < 3 && document.querySelector('[role$="dialog"]'); open++) await app.press('{Escape}')
        if (location.hash !== '') await app.press('{Escape}')
      }
      isQuiet()
      expect(app.fake.inputs('startMonitor')).toHaveLength(1)
    },
    120_000,
  )
})

const button = (name: string | RegExp) => screen.getByRole('button', { name })

describe('what must be meant', () => {
  const dangerous: readonly (readonly [string, () => HTMLElement, string])[] = [
    ['Join', () => button(words.monitor.join), 'join'],
    ['Whisper', () => button(words.monitor.whisperTo('Ana')), 'whisperAgent'],
    ['End', () => button(new RegExp(`^${words.monitor.end}`)), 'endMonitor'],
    ['Listen on another row', () => agents().getByRole('button', { name: words.monitor.listenTo('Ben') }), 'hop'],
    [
      'Listen on its own row',
      () => agents().getByRole('button', { name: words.monitor.listenTo('Ana') }),
      'endMonitor',
    ],
    ['the row itself', () => agents().getByRole('row', { name: /^Ben/ }), 'hop'],
  ]

  it.each(dangerous)(
    '%s: pressed for a moment with Enter it says how; held, it is done once',
    async (name, find, expected) => {
      focus(find())
      await app.press('{Enter}')
      isQuiet()
      expect(refusal()).toContain(words.keys.refusals.hold('Enter'))
      await app.hold('Enter', 3_000)
      expect(app.asked(), name).toEqual([expected])
    },
  )

  it.each(dangerous.slice(0, -1))('%s: the same with the space bar', async (name, find, expected) => {
    focus(find())
    await app.press(' ')
    isQuiet()
    await app.hold(' ', 3_000)
    expect(app.asked(), name).toEqual([expected])
  })

  it.each(dangerous)('%s: with Ctrl or Alt it is done at once', async (name, find, expected) => {
    focus(find())
    await app.press('{Alt>}{Enter}{/Alt}')
    expect(app.asked(), name).toEqual([expected])
  })

  it.each(dangerous)('%s: held at the end of a word it is not done', async (_name, find) => {
    focus(find())
    await app.user.keyboard('ok{Enter>}')
    app.pass(3_000)
    isQuiet()
  })

  it('staying with the agent: the space bar on its switch must be held as well', async () => {
    focus(screen.getByRole('switch'))
    await app.press(' ')
    isQuiet()
    await app.hold(' ', 3_000)
    expect(app.asked()).toEqual(['setFollow'])
    act(() => screen.getByRole('switch').click())
    expect(app.asked()).toEqual(['setFollow', 'setFollow'])
  })

  it('a screen reader, which clicks, does it at once', async () => {
    act(() => button(words.monitor.join).click())
    expect(app.asked()).toEqual(['join'])
  })

  it('what is refused says why at once', async () => {
    act(() => app.line.emit({ kind: 'microphone', microphone: { source: 'absent', open: false }, interrupted: true }))
    focus(button(words.monitor.join))
    await app.press('{Enter}')
    expect(refusal()).toContain(words.refusals.noMicrophone)
  })

  it('a row that shows another agent by the time it was held long enough is not listened to', async () => {
    const row = agents().getByRole('row', { name: /^Ben/ })
    focus(row)
    await app.press('{Enter>}')
    within(row)
      .getByRole('button', { name: words.monitor.listenTo('Ben') })
      .setAttribute('aria-label', 'Listen to Zoe')
    app.pass(1_000)
    isQuiet()
  })
})

it('in the middle of a text, Space and Enter press nothing', async () => {
  const notes = button(new RegExp(`^${words.monitor.notes.label}`))
  focus(notes)
  await app.press('ugh {Enter}')
  expect(notes.getAttribute('aria-expanded')).toBe('false')
  await app.press('{Enter}')
  expect(notes.getAttribute('aria-expanded')).toBe('true')
})

it('while nothing is monitored, Listen takes one press', async () => {
  await act(async () => app.fake.pbx({ kind: 'ended', ticketId: 'ticket-0001', reason: 'pbxEnded' }))
  await act(async () => app.line.emit({ kind: 'ended', id: 'sip-1' }))
  focus(agents().getByRole('button', { name: words.monitor.listenTo('Ben') }))
  await app.press('{Enter}')
  expect(app.fake.inputs('startMonitor')).toHaveLength(2)
})
