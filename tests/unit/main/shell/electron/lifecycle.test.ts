// Starting, quitting, crashing, sleeping: a monitor never outlives the console, and one console runs a user.

import { describe, expect, it, vi } from 'vitest'
import { err, ok } from '#contract/result.ts'
import { settings } from '#contract/settings.ts'
import { afterCrash } from '#main/shell/electron/renderer-crash.ts'
import { type ConsoleParts, runConsole } from '#main/shell/electron/run-console.ts'
import { fakeClock } from '../../../../fakes/fake-clock.ts'
import { app, BrowserWindow, dialog, powerSaveBlocker, resetElectron, Tray } from '../../../../fakes/fake-electron.ts'
import { fakeDesk, liveSignal, monitorSignal, siteSignal, startConsole } from './running-console.ts'

vi.mock('electron', () => import('../../../../fakes/fake-electron.ts'))

describe('starting', () => {
  it('ends a second console at once, without a desk', () => {
    resetElectron()
    app.onlyInstance = false
    const openSite = vi.fn()
    expect(runConsole({ openSite } as unknown as ConsoleParts)).toBe(false)
    expect([app.quits, openSite.mock.calls.length, BrowserWindow.all.length]).toEqual([1, 0, 0])
  })

  it('brings the first window to the front when a second console is started', async () => {
    const { window } = await startConsole()
    window.minimized = true
    app.emit('second-instance', {}, ['/opt/Earshot/earshot'])
    expect(window.calls).toEqual(['restore', 'show', 'focus'])
  })

  it('opens without a line when the PBX stays silent for four seconds', async () => {
    resetElectron()
    const { desk } = fakeDesk()
    const clock = fakeClock()
    runConsole({
      openSite: () =>
        ok({ desk, siteName: 'Stage', kiosk: false, wishes: settings.parse({}), authority: () => null, log: () => {} }),
      onEnd: () => {},
      argv: [],
      clock,
    } as unknown as ConsoleParts)
    await vi.waitFor(() => expect(clock.waiting()).toBe(1))
    clock.pass(3999)
    expect(BrowserWindow.all).toEqual([])
    clock.pass(1)
    await vi.waitFor(() => expect(BrowserWindow.all[0]?.loaded).toEqual(['app://console/index.html']))
  })

  it('says what is wrong with the site file and ends', async () => {
    resetElectron()
    const openSite = () => err('site.json: policy: Invalid option')
    runConsole({ openSite, onEnd: () => {}, argv: [] } as unknown as ConsoleParts)
    await vi.waitFor(() => expect(app.exits).toEqual([2]))
    expect(dialog.shown).toEqual(['site.json: policy: Invalid option'])
  })

  it('says so and ends when its folder cannot be used', async () => {
    resetElectron()
    const openSite = () => {
      throw new Error('EACCES: permission denied')
    }
    runConsole({ openSite, onEnd: () => {}, argv: [] } as unknown as ConsoleParts)
    await vi.waitFor(() => expect(app.exits).toEqual([2]))
    expect(dialog.shown).toEqual(['Error: EACCES: permission denied'])
  })
})

describe('quitting', () => {
  it('ends every monitor before the program is gone', async () => {
    const { desk } = await startConsole()
    app.quit()
    expect([app.quits, desk.done.includes('closed')]).toEqual([0, false])
    await vi.waitFor(() => expect(app.quits).toBe(1))
    expect(desk.done).toEqual(['closing', 'closed'])
  })

  it('asks the desk once however often it is told to quit', async () => {
    const { desk } = await startConsole()
    app.quit()
    app.emit('window-all-closed')
    await vi.waitFor(() => expect(app.quits).toBe(1))
    expect(desk.done).toEqual(['closing', 'closed'])
  })

  it('does not wait longer than two seconds for a PBX that does not answer', async () => {
    const { desk, timers, log } = await startConsole()
    desk.hangWhileClosing()
    app.quit()
    await vi.waitFor(() => expect(desk.done).toEqual(['closing']))
    const limit = timers.find((timer) => timer.ms === 2000)!
    expect(app.quits).toBe(0)
    limit.then()
    await vi.waitFor(() => expect(app.quits).toBe(1))
    expect(log).toContain('info quit without waiting longer for the PBX')
  })
})

describe('a bug', () => {
  it('is logged and ends the console in order, its monitors first', async () => {
    const { desk, end, log } = await startConsole()
    end(new Error('a wrong turn'))
    await vi.waitFor(() => expect(app.quits).toBe(1))
    expect(desk.done).toEqual(['closing', 'closed'])
    expect(log).toContainEqual(expect.stringMatching(/^error a bug ends the console: Error: a wrong turn/))
  })

  it('ends a kiosk as well, which otherwise ends by its exit key alone', async () => {
    const { end } = await startConsole({ kiosk: true })
    end('a wrong turn')
    await vi.waitFor(() => expect(app.quits).toBe(1))
  })
})

describe('a page that dies', () => {
  const crash = (window: BrowserWindow) => window.webContents.emit('render-process-gone', {}, { reason: 'crashed' })

  it('is opened again with a sentence, its monitor ended first', async () => {
    const { desk, window } = await startConsole()
    crash(window)
    await vi.waitFor(() => expect(dialog.shown).toHaveLength(1))
    expect(desk.done).toEqual(['monitors ended'])
    expect(window.loaded).toHaveLength(2)
    expect(dialog.shown[0]).toContain('listening is being stopped')
  })

  it('is given up when it dies a fourth time within a minute', async () => {
    const { window } = await startConsole()
    for (let time = 0; time < 4; time++) crash(window)
    await vi.waitFor(() => expect(app.quits).toBe(1))
    expect(window.loaded).toHaveLength(4)
    expect(dialog.shown).toContainEqual(expect.stringContaining('Tell your administrator'))
  })

  it('is forgiven crashes that are more than a minute old', () => {
    expect(afterCrash([0, 1000, 2000], 60_500)).toEqual({ recent: [1000, 2000, 60_500], act: 'reload' })
    expect(afterCrash([1000, 2000, 3000], 60_500)).toMatchObject({ act: 'giveUp' })
  })

  it('needs nobody at a kiosk: no box waits for a click, and it is opened again however often it dies', async () => {
    const { desk, window, timers } = await startConsole({ kiosk: true })
    const waits: number[] = []
    for (let time = 1; time <= 9; time++) {
      const before = timers.length
      crash(window)
      await vi.waitFor(() => expect(timers.length + window.loaded.length).toBeGreaterThan(before + time))
      for (const timer of timers.slice(before)) {
        waits.push(timer.ms)
        timer.then()
      }
      await vi.waitFor(() => expect(window.loaded).toHaveLength(time + 1))
    }
    expect(waits).toEqual([2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000])
    expect(desk.done).toHaveLength(9)
    expect([dialog.shown, app.quits]).toEqual([[], 0])
  })

  it('needs nobody under a wallboard either, and is the wallboard again', async () => {
    const { window } = await startConsole()
    window.webContents.url = 'app://console/index.html#wallboard'
    crash(window)
    await vi.waitFor(() => expect(window.loaded).toHaveLength(2))
    expect(window.loaded[1]).toBe('app://console/index.html#wallboard')
    expect(dialog.shown).toEqual([])
  })
})

describe('a page that hangs', () => {
  const hang = (window: BrowserWindow) => window.emit('unresponsive')

  it('under a wallboard is ended after half a minute, so that it is opened again', async () => {
    const { window, timers } = await startConsole()
    window.webContents.url = 'app://console/index.html#wallboard'
    hang(window)
    expect(window.webContents.killed).toBe(0)
    timers.find(({ ms }) => ms === 30_000)?.then()
    expect(window.webContents.killed).toBe(1)
  })

  it('and goes on by itself is left alone, and so is one that somebody sits before', async () => {
    const { window, timers } = await startConsole({ kiosk: true })
    hang(window)
    window.emit('responsive')
    expect(timers.find(({ ms }) => ms === 30_000)?.cancelled).toBe(true)
    const attended = await startConsole()
    hang(attended.window)
    expect(attended.timers.filter(({ ms }) => ms === 30_000)).toEqual([])
  })
})

describe('the screen under a wallboard', () => {
  const kinds = () => [...powerSaveBlocker.running.values()]
  const goTo = (window: BrowserWindow, url: string) => {
    window.webContents.url = url
    window.webContents.emit('did-navigate-in-page', {}, url, true)
  }

  it('stays on while the wallboard is shown, and no longer', async () => {
    const { window } = await startConsole()
    expect(kinds()).toEqual([])
    goTo(window, 'app://console/index.html#wallboard')
    expect(kinds()).toEqual(['prevent-display-sleep'])
    goTo(window, 'app://console/index.html#wallboard')
    expect(kinds()).toEqual(['prevent-display-sleep'])
    goTo(window, 'app://console/index.html')
    expect(kinds()).toEqual([])
  })

  it('stays on when the page was opened at the wallboard, and may go off when the window is closed', async () => {
    const { window } = await startConsole()
    window.webContents.url = 'app://console/index.html#wallboard'
    window.webContents.emit('did-navigate', {}, 'app://console/index.html#wallboard')
    expect(kinds()).toEqual(['prevent-display-sleep'])
    window.emit('closed')
    expect(kinds()).toEqual([])
  })
})

describe('the tray and the power saver', () => {
  it('says how things stand and leads back and out', async () => {
    const { desk, window } = await startConsole()
    const [tray] = Tray.all
    expect(tray?.toolTip).toBe('Earshot: Connecting to Stage')
    desk.say(liveSignal)
    expect(tray?.menu.map((item) => item.label)).toEqual([
      'Connected to Stage',
      undefined,
      'Open Earshot',
      'Quit Earshot',
    ])
    desk.say(monitorSignal('targetEnded'))
    expect(tray?.toolTip).toBe('Earshot: Listening to a call · Stage')
    desk.say(monitorSignal('ended'))
    expect(tray?.toolTip).toBe('Earshot: Connected to Stage')
    tray?.menu[2]?.click?.()
    expect(window.calls).toContain('focus')
  })

  it('says who hears, as the title of the window does, while a call is listened to and no longer', async () => {
    const { desk, window } = await startConsole()
    const [tray] = Tray.all
    desk.say(liveSignal)
    window.emit('page-title-updated', {}, 'Earshot')
    desk.say(monitorSignal('targetEnded'))
    expect(tray?.toolTip).toBe('Earshot: Listening to a call · Stage')
    window.emit('page-title-updated', {}, 'Ben Cole hears you – Earshot')
    expect(tray?.toolTip).toBe('Ben Cole hears you – Earshot')
    desk.say(monitorSignal('ended'))
    expect(tray?.toolTip).toBe('Earshot: Connected to Stage')
  })

  it('keeps the machine awake while the floor is live, the screen as well while a monitor is on, and no longer', async () => {
    const { desk } = await startConsole()
    const kinds = () => [...powerSaveBlocker.running.values()]
    const stale = { name: 'status', payload: { phase: 'stale', since: 2, cause: { code: 'pbxUnreachable' } } } as const
    expect(kinds()).toEqual([])
    desk.say(liveSignal)
    desk.say(siteSignal())
    expect(kinds()).toEqual(['prevent-app-suspension'])
    desk.say(monitorSignal('targetEnded'))
    expect(kinds()).toEqual(['prevent-display-sleep'])
    desk.say(stale)
    expect(kinds()).toEqual(['prevent-display-sleep'])
    desk.say(monitorSignal('ended'))
    expect(kinds()).toEqual([])
  })
})
