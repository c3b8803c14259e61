// @vitest-environment jsdom
// The small card above other windows: it shows what the console shows, silences and ends, and goes with the monitor.
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Hello } from '#contract/ipc.ts'
import { type Settings, settings } from '#contract/settings.ts'
import { CARD_NAME } from '#contract/windows.ts'
import { SmallCard } from '#renderer/desktop/small-card.tsx'
import { createKeymapStore, KeymapContext, type KeymapStore, keysView } from '#renderer/keys/keymap-store.ts'
import { en as words } from '#renderer/words/en/en.ts'
import { desktop as say } from '#renderer/words/en/later/desktop.ts'
import { button, setUp } from '../monitor/stage.tsx'

let stage: ReturnType<typeof setUp>
let frame: HTMLIFrameElement
const opened: string[] = []
let keys: KeymapStore

/** The frame stands for the window that the shell opens. */
beforeEach(() => {
  opened.length = 0
  keys = createKeymapStore({ keys: {}, speakKeys: 'hold' })
  frame = document.createElement('iframe')
  document.body.append(frame)
  vi.stubGlobal('open', (_url: string, name: string) => {
    opened.push(name)
    const made = frame.contentWindow
    if (made) made.close = () => void opened.push('closed')
    return made
  })
  stage = setUp()
  act(() => {
    stage.line.register()
    stage.microphoneReady()
  })
})
afterEach(() => {
  cleanup()
  stage.stop()
  frame.remove()
  vi.unstubAllGlobals()
})

const wishes = (desktop: Partial<Settings['desktop']>, kiosk = false): Settings => ({
  ...settings.parse({ desktop }),
  kiosk,
})

async function listening(shell: Hello['shell'], wished: Settings) {
  await stage.listensToAlice()
  const parts = { desk: stage.desk.desk, hello: { shell, settings: wished } }
  const shown = render(
    stage.inside(
      <KeymapContext value={keys}>
        <SmallCard {...parts} />
      </KeymapContext>,
    ),
  )
  await act(async () => {})
  return shown
}
const there = () => within(frame.contentDocument?.body as HTMLElement)

describe('the small card', () => {
  it('opens by itself where that is wished, and says who hears in its own window', async () => {
    await listening('electron', wishes({ smallCard: true }))
    expect(opened).toEqual([CARD_NAME])
    expect(there().getByText(words.monitor.heardBy.nobody)).toBeTruthy()
    expect(there().getByText(words.monitor.banner.monitoring('Alice Archer', '+15550100'))).toBeTruthy()
  })

  it('opens by its button otherwise, closes by it, and comes no more by itself in this monitor', async () => {
    await listening('electron', wishes({}))
    expect(opened).toEqual([])
    await stage.user.click(await screen.findByRole('button', { name: say.card.name }))
    expect(opened).toEqual([CARD_NAME])
    await stage.user.click(screen.getByRole('button', { name: say.card.name }))
    expect(opened).toEqual([CARD_NAME, 'closed'])
  })

  it('says who hears as the console does, and its Esc closes the microphone', async () => {
    await listening('electron', wishes({ smallCard: true }))
    await act(async () => fireEvent.click(button(new RegExp(words.monitor.join))))
    await act(async () => stage.confirms('join'))
    const heard = frame.contentDocument?.querySelector('.small-card')?.getAttribute('data-heard-by')
    expect(heard).toBe(stage.console.monitor.getState().heardBy)
    expect(heard).not.toBe('nobody')
    const view = frame.contentWindow as Window & typeof globalThis
    await act(async () => void view.dispatchEvent(new view.KeyboardEvent('keydown', { key: 'Escape' })))
    expect(stage.console.monitor.getState().heardBy).toBe('nobody')
  })

  it('is silenced by the person’s own key, and by no other letter', async () => {
    await listening('electron', wishes({ smallCard: true }))
    act(() => keys.setState(keysView({ keys: { mute: 'Z' }, speakKeys: 'hold' }, true)))
    await act(async () => fireEvent.click(button(new RegExp(words.monitor.join))))
    await act(async () => stage.confirms('join'))
    const view = frame.contentWindow as Window & typeof globalThis
    const press = (key: string) =>
      act(
        async () =>
          void view.dispatchEvent(new view.KeyboardEvent('keydown', { key, code: `Key${key.toUpperCase()}` })),
      )
    await press('m')
    expect(stage.console.monitor.getState().heardBy).not.toBe('nobody')
    await press('z')
    expect(stage.console.monitor.getState().heardBy).toBe('nobody')
  })

  it('ends the monitor', async () => {
    await listening('electron', wishes({ smallCard: true }))
    await act(async () => fireEvent.click(there().getByRole('button', { name: words.monitor.end })))
    expect(stage.desk.inputs('endMonitor')).toEqual([{ ticketId: stage.ticketId }])
  })

  it('leads to the console', async () => {
    await listening('electron', wishes({ smallCard: true }))
    await act(async () => fireEvent.click(there().getByRole('button', { name: say.card.console })))
    expect(stage.desk.inputs('toFront')).toEqual([null])
  })

  it('goes with the monitor', async () => {
    const { unmount } = await listening('electron', wishes({ smallCard: true }))
    unmount()
    expect(opened).toEqual([CARD_NAME, 'closed'])
  })

  it('is a picture in picture in a browser, by a press alone', async () => {
    const requestWindow = vi.fn(async () => frame.contentWindow)
    vi.stubGlobal('documentPictureInPicture', { requestWindow })
    await listening('browser', wishes({ smallCard: true }))
    expect(requestWindow).not.toHaveBeenCalled()
    await stage.user.click(await screen.findByRole('button', { name: say.card.name }))
    expect(requestWindow).toHaveBeenCalledOnce()
    expect(await there().findByText(words.monitor.heardBy.nobody)).toBeTruthy()
    vi.stubGlobal('documentPictureInPicture', undefined)
  })

  it('is refused with a word where the browser has none', async () => {
    Reflect.deleteProperty(window, 'documentPictureInPicture')
    await listening('browser', wishes({}))
    const shown = await screen.findByRole('button', { name: say.card.name })
    expect(shown.getAttribute('aria-disabled')).toBe('true')
    await stage.user.click(shown)
    expect(stage.console.refusals.getState().refused?.sentence).toBe(say.card.notHere)
  })

  it('is none on a locked station', async () => {
    await listening('electron', wishes({ smallCard: true }, true))
    expect(opened).toEqual([])
    expect(screen.queryByRole('button', { name: say.card.name })).toBeNull()
  })
})
