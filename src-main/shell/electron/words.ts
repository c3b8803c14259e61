// Every sentence the Electron shell itself shows (tray, menu, dialogs); the page has a catalogue of its own.
import type { ConsoleState } from './console-state.ts'

export const words = {
  appName: 'Earshot',
  open: 'Open Earshot',
  quit: 'Quit Earshot',
  understood: 'OK',
  edit: 'Edit',
  view: 'View',
  window: 'Window',
  pageReopened:
    'The console stopped working and has been reopened. If you were listening to a call, that has ended and nobody hears you.',
  pageKeepsFailing:
    'The console stopped working several times within a minute and has been closed. Tell your administrator.',
  couldNotStart: 'Earshot couldn’t start',
}

/** One line about how things stand, for the tray. */
export function statusLine({ connection, monitoring, siteName }: ConsoleState): string {
  if (monitoring) return `Listening to a call · ${siteName}`
  const lines = {
    connecting: `Connecting to ${siteName}`,
    live: `Connected to ${siteName}`,
    behind: `${siteName} is responding late`,
    stale: `Lost the connection to ${siteName}. Reconnecting…`,
    refused: `${siteName} refused the connection`,
  }
  return lines[connection]
}
