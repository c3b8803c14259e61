// @vitest-environment jsdom
// The card's own voice: talking while a button is held by mouse, finger or key, the mute of what is open, and the volume.
import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { en as words } from '#renderer/words/en/en.ts'
import { setUp } from './stage.tsx'

let stage: ReturnType<typeof setUp>
beforeEach(async () => {
  stage = setUp()
  act(() => screen.getByRole('row', { name: 'Ana' }).focus())
  await stage.press('l')
  await stage.goLive()
})
afterEach(() => {
  cleanup()
  stage.stop()
})

const { card } = words
const button = (name: string) => screen.getByRole('button', { name })
const talk = () => button(card.talk('Ana'))
const mute = () => button(card.mute)
const refusal = () => screen.getByRole('status', { name: words.monitor.refusedRegion }).textContent
const modes = () => stage.desk.inputs('setMode').map(({ mode }) => mode)
const pointer = (name: string, target: Element, more: object = {}) =>
  fireEvent(
    target,
    new MouseEvent(name, { bubbles: true, cancelable: true, clientX: 5, clientY: 5, buttons: 1, ...more }),
  )
const joined = async () => {
  await stage.user.click(button(words.monitor.join))
  await stage.confirms('join')
  await stage.pass(600)
}

describe('the button that talks while it is held', () => {
  it('whispers from the press on, once that is confirmed, and listens when it is let go, also beside it', async () => {
    pointer('pointerdown', talk())
    expect([modes(), stage.line.isOpen()]).toEqual([['whisperAgent'], false])
    await stage.confirms('whisperAgent')
    expect(stage.line.isOpen()).toBe(true)
    pointer('pointermove', document.body)
    await stage.pass(3_000)
    expect(stage.line.isOpen()).toBe(true)
    pointer('pointerup', document.body, { buttons: 0 })
    expect([modes(), stage.line.isOpen()]).toEqual([['whisperAgent', 'listen'], false])
  })

  it('opens nothing when the confirmation comes after it was let go', async () => {
    pointer('pointerdown', talk())
    pointer('pointerup', talk(), { buttons: 0 })
    await act(async () => stage.desk.pbx({ kind: 'mode', ticketId: 'ticket-0001', mode: 'whisperAgent', changeId: 1 }))
    expect(stage.line.isOpen()).toBe(false)
  })

  const hidden = () => {
    vi.spyOn(document, 'hidden', 'get').mockReturnValue(true)
    document.dispatchEvent(new Event('visibilitychange'))
  }
  it.each<[string, () => unknown]>([
    ['a cancelled finger', () => pointer('pointercancel', talk())],
    ['a lost capture', () => pointer('lostpointercapture', talk())],
    ['a button that came up elsewhere', () => pointer('pointermove', document.body, { buttons: 0 })],
    ['a second finger', () => pointer('pointerdown', document.body)],
    ['another window', () => window.dispatchEvent(new Event('blur'))],
    ['a page that is hidden', hidden],
    ['a menu elsewhere', () => pointer('contextmenu', document.body)],
    ['something dragged', () => pointer('dragstart', document.body)],
    ['another key', () => fireEvent.keyDown(document.body, { key: 'x', code: 'KeyX' })],
    ['Esc', () => fireEvent.keyDown(document.body, { key: 'Escape', code: 'Escape' })],
  ])('lets go by %s', async (_what, happens) => {
    pointer('pointerdown', talk())
    await stage.confirms('whisperAgent')
    act(() => void happens())
    expect([stage.line.isOpen(), modes().at(-1)]).toEqual([false, 'listen'])
  })

  it('lets go of a window that has lost the pointer without a word, and of one held for ever', async () => {
    pointer('pointerdown', talk())
    await stage.confirms('whisperAgent')
    vi.mocked(document.hasFocus).mockReturnValue(false)
    await stage.pass(100)
    expect(stage.line.isOpen()).toBe(false)
    vi.mocked(document.hasFocus).mockReturnValue(true)
    await stage.confirms('listen')
    pointer('pointerdown', talk())
    await stage.confirms('whisperAgent')
    await stage.pass(121_000)
    expect(stage.line.isOpen()).toBe(false)
    expect(refusal()).toContain(words.keys.refusals.stuck)
  })

  it('goes on while a finger that rests asks for a menu there', async () => {
    pointer('pointerdown', talk())
    await stage.confirms('whisperAgent')
    expect(pointer('contextmenu', talk())).toBe(false)
    expect(stage.line.isOpen()).toBe(true)
  })

  it('is nothing by another button of the mouse or a second finger', () => {
    pointer('pointerdown', talk(), { button: 2 })
    const second = new MouseEvent('pointerdown', { bubbles: true, cancelable: true })
    Object.defineProperty(second, 'isPrimary', { value: false })
    fireEvent(talk(), second)
    expect(modes()).toEqual([])
  })

  it('leaves a mode that was chosen as it is, and says so', async () => {
    await joined()
    pointer('pointerdown', talk())
    pointer('pointerup', talk(), { buttons: 0 })
    expect([modes(), stage.line.isOpen()]).toEqual([['join'], true])
    expect(refusal()).toContain(words.keys.refusals.speaking)
  })

  it('says why it cannot, without a microphone', async () => {
    act(() => stage.line.emit({ kind: 'microphone', microphone: { source: 'absent', open: false }, interrupted: true }))
    expect(talk().getAttribute('aria-disabled')).toBe('true')
    pointer('pointerdown', talk())
    await stage.user.click(talk())
    expect([modes(), refusal()?.includes(words.refusals.noMicrophone)]).toEqual([[], true])
  })

  it.each([' ', 'Enter'])('talks by the key "%s" that is held on it, and not by a tap', async (key) => {
    act(() => talk().focus())
    await stage.hold(key, 200)
    expect(modes()).toEqual([])
    await stage.pass(700)
    await stage.user.keyboard(`{${key}>}`)
    await stage.pass(450)
    await stage.confirms('whisperAgent')
    expect(stage.line.isOpen()).toBe(true)
    await stage.user.keyboard(`{/${key}}`)
    expect([modes(), stage.line.isOpen()]).toEqual([['whisperAgent', 'listen'], false])
  })
})

describe('mute', () => {
  it('closes the microphone in the mode, says that nobody hears, and opens it again', async () => {
    await joined()
    await stage.user.click(mute())
    expect([stage.line.isOpen(), modes()]).toEqual([false, ['join']])
    const shown = screen.getByRole('region', { name: words.monitor.region })
    expect([shown.dataset.heardBy, shown.dataset.mode]).toEqual(['nobody', 'join'])
    expect(shown.textContent).toContain(card.muted)
    await stage.pass(600)
    await stage.user.click(mute())
    expect(stage.line.isOpen()).toBe(true)
  })

  it('is never deaf, and opening again is: a double click leaves it closed', async () => {
    await stage.user.click(button(words.monitor.join))
    await stage.confirms('join')
    await stage.user.dblClick(mute())
    expect(stage.line.isOpen()).toBe(false)
  })

  it('by a tap of the space bar closes; to open, the key must be held', async () => {
    await joined()
    act(() => mute().focus())
    await stage.press(' ')
    expect(stage.line.isOpen()).toBe(false)
    await stage.press(' ')
    expect(stage.line.isOpen()).toBe(false)
    await stage.hold(' ')
    expect(stage.line.isOpen()).toBe(true)
  })

  it('has nothing to do in listen, and says so', async () => {
    await stage.user.click(mute())
    expect(refusal()).toContain(card.muteRefusal.nobody)
  })

  it('goes with Esc, which leads to listen', async () => {
    await joined()
    await stage.user.click(mute())
    await stage.press('{Escape}')
    expect(modes()).toEqual(['join', 'listen'])
  })
})

describe('the volume', () => {
  it('is heard at once, and remembered once the slider rests', async () => {
    const slider = screen.getByRole('slider', { name: card.volume })
    expect(stage.line.log).toContain('volume 1')
    fireEvent.change(slider, { target: { value: '40' } })
    fireEvent.change(slider, { target: { value: '35' } })
    expect(stage.line.log.at(-1)).toBe('volume 0.35')
    await vi.waitFor(() => expect(stage.desk.inputs('changeSettings')).toEqual([{ line: { volume: 0.35 } }]))
  })
})
