// The locked-down floor station: nothing but the administrator's key leaves it.
import { describe, expect, it, vi } from 'vitest'
import { menuTemplate } from '#main/shell/electron/app-menu.ts'
import { en } from '#main/shell/electron/words/en.ts'
import { isExitKey, isWayOut } from '#preload/kiosk-keys.ts'
import { app, fakeEvent, Menu, powerMonitor, Tray } from '../../../../fakes/fake-electron.ts'
import { startConsole } from './running-console.ts'

vi.mock('electron', () => import('../../../../fakes/fake-electron.ts'))

const key = (name: string, held: Partial<Record<'control' | 'alt' | 'shift' | 'meta', boolean>> = {}) => ({
  type: 'keyDown' as const,
  key: name,
  control: false,
  alt: false,
  shift: false,
  meta: false,
  ...held,
})
const exitKey = key('Q', { control: true, alt: true, shift: true })

describe('kiosk', () => {
  it('fills the screen, without menu, tray or developer tools', async () => {
    const { window } = await startConsole({ kiosk: true, devTools: true })
    expect(window.options).toMatchObject({ kiosk: true, fullscreen: true, minimizable: false })
    expect(window.options.webPreferences).toMatchObject({ devTools: false })
    expect([Menu.application, Tray.all]).toEqual([null, []])
  })

  it('refuses to be closed or quit', async () => {
    const { window, desk } = await startConsole({ kiosk: true })
    const close = fakeEvent()
    window.emit('close', close)
    app.quit()
    expect([close.prevented, app.quits, desk.done]).toEqual([true, 0, []])
  })

  it('leaves by the exit key, monitors ended', async () => {
    const { window, desk } = await startConsole({ kiosk: true })
    window.webContents.emit('before-input-event', fakeEvent(), exitKey)
    await vi.waitFor(() => expect(app.quits).toBe(1))
    expect(desk.done).toEqual(['closing', 'closed'])
    const close = fakeEvent()
    window.emit('close', close)
    expect(close.prevented).toBe(false)
  })

  it('leaves by the exit key alone where the site has no passphrase; with one the page asks for it', async () => {
    const { window, desk } = await startConsole({ kiosk: true, passphrase: true })
    const pressed = fakeEvent()
    window.webContents.emit('before-input-event', pressed, exitKey)
    expect([pressed.prevented, app.quits]).toEqual([false, 0])
    desk.isLeft()
    await vi.waitFor(() => expect(app.quits).toBe(1))
  })

  it('swallows what leads out, and opens no box to save a file in', async () => {
    const { window, within } = await startConsole({ kiosk: true })
    for (const way of [key('F12'), key('p', { control: true }), key('ContextMenu')]) {
      const pressed = fakeEvent()
      window.webContents.emit('before-input-event', pressed, way)
      expect(pressed.prevented, way.key).toBe(true)
    }
    const download = fakeEvent()
    within.handlers['will-download']?.(download as never)
    expect(download.prevented).toBe(true)
  })

  it('ends when its starter ends it', async () => {
    const { end } = await startConsole({ kiosk: true })
    end()
    await vi.waitFor(() => expect(app.quits).toBe(1))
  })

  it('does not stand in the way when the machine is shut down', async () => {
    await startConsole({ kiosk: true })
    powerMonitor.emit('shutdown')
    await vi.waitFor(() => expect(app.quits).toBe(1))
  })

  it('goes back to full screen when something left it', async () => {
    const { window } = await startConsole({ kiosk: true })
    window.emit('leave-full-screen')
    expect(window.calls).toContain('kiosk true')
  })

  it.each([
    [key('r', { control: true }), true],
    [key('F5'), true],
    [key('F11'), true],
    [key('I', { control: true, shift: true }), true],
    [key('w', { meta: true }), true],
    [key('F4', { alt: true }), true],
    [key('F4'), false],
    [key('r'), false],
    [key('Tab'), false],
    [key('c', { control: true }), false],
  ])('keys: %j blocked %s', (input, blocked) => {
    expect(isWayOut(input)).toBe(blocked)
  })

  it('takes only the whole combination for the exit key', () => {
    expect(isExitKey(exitKey)).toBe(true)
    expect(isExitKey({ ...exitKey, meta: true, control: false })).toBe(true)
    for (const without of ['control', 'alt', 'shift'] as const)
      expect(isExitKey({ ...exitKey, [without]: false })).toBe(false)
  })

  it('keeps copy and paste alive on macOS, where they need a menu', () => {
    expect(menuTemplate({ platform: 'darwin', kiosk: true, devTools: false }, en)?.map((item) => item.role)).toEqual([
      'editMenu',
    ])
    expect(menuTemplate({ platform: 'darwin', kiosk: false, devTools: false }, en)?.[0]?.role).toBe('appMenu')
  })
})
