// When nobody can be at the console any more, as far as Electron tells: then nobody may hear the supervisor.
import { type BrowserWindow, powerMonitor } from 'electron'
import type { DeskServer } from '#main/desk/desk.ts'

/** A locked screen, another user at the machine, sleep, a page that hangs; at log-off and shutdown what is monitored ends. */
export function watchAbsence(
  window: BrowserWindow,
  { nobodyThere, somebodyThere, windowGone }: DeskServer,
  log: (text: string) => void,
): void {
  powerMonitor.on('lock-screen', () => nobodyThere('screenLocked'))
  powerMonitor.on('user-did-resign-active', () => nobodyThere('screenLocked')) // macOS: another user has the screen
  powerMonitor.on('unlock-screen', somebodyThere)
  powerMonitor.on('user-did-become-active', somebodyThere)
  powerMonitor.on('suspend', () => nobodyThere('asleep'))
  powerMonitor.on('resume', () => nobodyThere('asleep')) // a machine that fell asleep at once told of it too late
  powerMonitor.on('shutdown', () => void windowGone())
  window.on('session-end', () => void windowGone()) // Windows: log-off as well
  window.on('unresponsive', () => {
    log('the page does not answer')
    nobodyThere('pageHung')
  })
}
