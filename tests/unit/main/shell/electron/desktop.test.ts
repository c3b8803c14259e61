// What the person wishes of the program on their computer: it starts with it, stays on top while listening, and mutes from anywhere.
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Signal } from '#contract/ipc.ts'
import { type Settings, settings } from '#contract/settings.ts'
import { usualMuteKey } from '#main/shell/electron/console-state.ts'
import { entryOf } from '#main/shell/electron/desktop/start-at-login.ts'
import { commands } from '#renderer/keys/commands.ts'
import { app, BrowserWindow, dialog, globalShortcut, Tray } from '../../../../fakes/fake-electron.ts'
import { monitorSignal, startConsole } from './running-console.ts'

vi.mock('electron', () => import('../../../../fakes/fake-electron.ts'))

const wishing = (desktop: Partial<Settings['desktop']>, more: Partial<Settings> = {}): Settings => ({
  ...settings.parse({ desktop }),
  ...more,
})
const changed = (payload: Settings): Signal => ({ name: 'settings', payload })
const calls = () => BrowserWindow.all[0]?.calls ?? []

describe('a console that starts in the tray', () => {
  it('shows its window when it is asked for, and not before', async () => {
    await startConsole(wishing({ startInTray: true }))
    BrowserWindow.all[0]?.emit('ready-to-show')
    expect(calls()).toEqual([])
    Tray.all[0]?.emit('click')
    expect(calls()).toContain('show')
  })

  it('is seen at once where it is a kiosk, which has no tray', async () => {
    await startConsole({ ...wishing({ startInTray: true }), kiosk: true })
    BrowserWindow.all[0]?.emit('ready-to-show')
    expect(calls()).toContain('show')
  })
})

describe('a console that stays on top', () => {
  it('does so while a call is listened to', async () => {
    const { desk } = await startConsole(wishing({ onTop: true }))
    expect(calls()).not.toContain('on top true')
    desk.say(monitorSignal('targetEnded'))
    expect(calls().at(-1)).toBe('on top true')
    desk.say(monitorSignal('ended'))
    expect(calls().at(-1)).toBe('on top false')
  })

  it('does so from the moment it is wished', async () => {
    const { desk } = await startConsole(wishing({}))
    desk.say(monitorSignal('targetEnded'))
    desk.say(changed(wishing({ onTop: true })))
    expect(calls().at(-1)).toBe('on top true')
  })
})

describe('the key that mutes from anywhere', () => {
  it('is the one that always mutes, and does what any window may ask for', async () => {
    const { desk } = await startConsole(wishing({ muteEverywhere: true }))
    globalShortcut.keys.get('CommandOrControl+Shift+M')?.()
    expect(desk.asked.map(({ name }) => name)).toContain('hush')
  })

  it('follows the person’s own key, and is given back with the wish', async () => {
    const { desk } = await startConsole(wishing({ muteEverywhere: true }))
    desk.say(changed(wishing({ muteEverywhere: true }, { keys: { muteAnywhere: 'F9' } })))
    expect([...globalShortcut.keys.keys()]).toEqual(['F9'])
    desk.say(changed(wishing({ muteEverywhere: true }, { keys: { muteAnywhere: null } })))
    expect([...globalShortcut.keys.keys()]).toEqual([])
    desk.say(changed(wishing({ muteEverywhere: true })))
    desk.say(changed(wishing({})))
    expect([...globalShortcut.keys.keys()]).toEqual([])
  })

  it('is said to be another program’s where it is', async () => {
    const { desk, log } = await startConsole(wishing({}))
    globalShortcut.taken.add('CommandOrControl+Shift+M')
    desk.say(changed(wishing({ muteEverywhere: true })))
    expect(log.join('\n')).toContain('another program has this key')
    expect(dialog.shown).toEqual(['CommandOrControl+Shift+M doesn’t mute you in other programs'])
  })

  it('is said not to work where the system knows no such key', async () => {
    const { desk } = await startConsole(wishing({}))
    desk.say(changed(wishing({ muteEverywhere: true }, { keys: { muteAnywhere: 'Mod+ß' } })))
    expect(dialog.shown).toHaveLength(1)
  })

  it('is the key of the window’s own list', () => {
    expect(usualMuteKey).toBe(commands.muteAnywhere.key)
  })
})

describe('starting with the computer', () => {
  let configHome: string
  const file = () => join(configHome, 'autostart', 'earshot.desktop')
  beforeEach(() => {
    configHome = mkdtempSync(join(tmpdir(), 'earshot-autostart-'))
    vi.stubEnv('XDG_CONFIG_HOME', configHome)
    vi.stubEnv('APPIMAGE', '')
  })

  it('is a file on Linux, there while it is wished', async () => {
    const { desk } = await startConsole(wishing({}))
    app.isPackaged = true
    desk.say(changed(wishing({ startAtLogin: true })))
    expect(readFileSync(file(), 'utf8')).toBe(entryOf(process.execPath))
    desk.say(changed(wishing({})))
    expect(existsSync(file())).toBe(false)
  })

  it('is the system’s own list elsewhere', async () => {
    const { desk } = await startConsole({ ...wishing({}), platform: 'win32' })
    app.isPackaged = true
    desk.say(changed(wishing({ startAtLogin: true })))
    expect(app.opensAtLogin).toBe(true)
  })

  it('that somebody else has set is left alone, while nobody wishes otherwise here', async () => {
    const { desk } = await startConsole({ ...wishing({}), platform: 'win32' })
    app.isPackaged = true
    app.opensAtLogin = true
    desk.say(changed(wishing({ onTop: true })))
    expect(app.opensAtLogin).toBe(true)
  })

  it('is nothing that a program from a folder of sources does', async () => {
    const { desk } = await startConsole({ ...wishing({ startAtLogin: true }), platform: 'darwin' })
    desk.say(changed(wishing({ startAtLogin: true })))
    expect([app.opensAtLogin, existsSync(file())]).toEqual([false, false])
  })

  it('names the program as a desktop entry must', () => {
    expect(entryOf('/opt/100% "own"/Earshot')).toContain('Exec="/opt/100%% \\"own\\"/Earshot"')
  })
})

it('Windows knows its windows by the name of the package', async () => {
  await startConsole({ platform: 'win32' })
  expect(app.userModelId).toBe(readFileSync('electron-builder.yml', 'utf8').match(/appId: (\S+)/)?.[1])
})
