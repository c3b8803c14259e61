// The small card in Electron: the one window the page may open, above all others, never left behind.
import { describe, expect, it, vi } from 'vitest'
import { CARD_NAME, CARD_SIZE } from '#contract/windows.ts'
import { readPlace } from '#main/shell/electron/window-place.ts'
import { aDisplay, BrowserWindow, fakeEvent, ipcMain, screen } from '../../../../../fakes/fake-electron.ts'
import { startConsole } from '../running-console.ts'

vi.mock('electron', () => import('../../../../../fakes/fake-electron.ts'))

const asked = { url: 'about:blank', frameName: CARD_NAME }

/** As Electron does it: asks, and opens what is allowed. */
function opens(window: BrowserWindow, wish: { url: string; frameName: string } = asked): BrowserWindow | null {
  const answer = window.webContents.openHandler(wish) as {
    action: string
    overrideBrowserWindowOptions?: Record<string, unknown>
  }
  if (answer.action !== 'allow') return null
  const card = new BrowserWindow(answer.overrideBrowserWindowOptions ?? {})
  window.webContents.emit('did-create-window', card)
  return card
}

describe('the small card', () => {
  it('stands above the others in the corner of the console’s display, and takes no keyboard away', async () => {
    const { window } = await startConsole()
    const card = opens(window)
    expect(card?.options).toMatchObject({
      ...CARD_SIZE,
      x: 1920 - 380 - 16,
      frame: false,
      alwaysOnTop: true,
      show: false,
    })
    expect(card?.calls).toEqual(['on top true', 'showInactive'])
  })

  it.each([
    ['another address', { url: 'https://evil.example/', frameName: CARD_NAME }],
    ['the console once more', { url: 'app://console/index.html', frameName: CARD_NAME }],
    ['another name', { url: 'about:blank', frameName: 'other' }],
  ])('is the only window a page may open: not %s', async (_what, wish) => {
    const { window, log } = await startConsole()
    expect(opens(window, wish)).toBeNull()
    expect(log.join()).toContain('refused a new window')
  })

  it('is one at a time, and again once it is closed', async () => {
    const { window } = await startConsole()
    const first = opens(window)
    expect(opens(window)).toBeNull()
    first?.close()
    expect(opens(window)).not.toBeNull()
  })

  it('opens none itself, goes nowhere, and may ask the desk nothing', async () => {
    const { window, desk } = await startConsole()
    const card = opens(window)
    const away = fakeEvent()
    card?.webContents.emit('will-navigate', away, 'app://console/index.html')
    expect(away.prevented).toBe(true)
    expect(opens(card as BrowserWindow)).toBeNull()
    const before = desk.asked.length
    const sender = card?.webContents
    const answer = () =>
      ipcMain.handlers.get('desk:request:endMonitor')?.({ sender, senderFrame: sender?.mainFrame }, {})
    expect(answer).toThrow()
    expect(desk.asked).toHaveLength(before)
  })

  it.each(['render-process-gone', 'did-navigate'])('goes with the page that draws it: %s', async (name) => {
    const { window } = await startConsole()
    const card = opens(window)
    window.webContents.emit(name, {}, name === 'did-navigate' ? 'app://console/index.html' : { reason: 'crashed' })
    expect(card?.destroyed).toBe(true)
  })

  it('goes with the console', async () => {
    const { window } = await startConsole()
    const card = opens(window)
    window.destroy()
    expect(card?.destroyed).toBe(true)
  })

  it('opens where it was put, unless that is out of sight by now', async () => {
    const { window, folder } = await startConsole()
    const first = opens(window)
    if (first) first.bounds = { x: 300, y: 200, ...CARD_SIZE }
    first?.close()
    expect(readPlace(`${folder}/../card.json`)).toMatchObject({ x: 300, y: 200 })
    const second = opens(window)
    expect(second?.options).toMatchObject({ x: 300, y: 200, ...CARD_SIZE })
    second?.destroy()
    screen.displays = [aDisplay(2, 5000)]
    expect(opens(window)?.options).toMatchObject({ x: 5000 + 1920 - 380 - 16 })
  })

  it('is none on a locked station', async () => {
    const { window } = await startConsole({ kiosk: true })
    expect(opens(window)).toBeNull()
  })
})

it('leads back to the console, also from the tray', async () => {
  const { window } = await startConsole()
  const sender = window.webContents
  await ipcMain.handlers.get('desk:request:toFront')?.({ sender, senderFrame: sender.mainFrame }, null)
  expect(window.calls.slice(-2)).toEqual(['show', 'focus'])
})
