// Every sentence the Electron shell itself shows (tray, menu, dialogs); the page has a catalogue of its own.
import type { ConsoleState } from './console-state.ts'

export const words = {
  appName: 'Earshot',
  open: 'Open the console',
  quit: 'Quit Earshot',
  understood: 'OK',
  edit: 'Edit',
  view: 'View',
  window: 'Window',
  pageReopened:
    'The console stopped working and was opened again. Monitoring, if there was any, has been ended; nobody hears you.',
  pageKeepsFailing:
    'The console stopped working several times in a minute and is now closed. Please tell your administrator.',
  couldNotStart: 'Earshot could not start.',
}

/** One line about how things stand, for the tray. */
export function statusLine({ connection, monitoring, siteName }: ConsoleState): string {
  if (monitoring) return `Monitoring a call · ${siteName}`
  const lines = {
    connecting: `Connecting to ${siteName}`,
    live: `Connected to ${siteName}`,
    behind: `${siteName} answers late`,
    stale: `Connection to ${siteName} lost, trying again`,
    refused: `${siteName} refuses the connection`,
  }
  return lines[connection]
}
