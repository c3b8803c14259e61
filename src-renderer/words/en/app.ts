// English: the frame around the panes: header, connection, first load.

export const app = {
  product: 'Earshot',
  supervisor: (name: string, extension: string) => `${name}, extension ${extension}`,
  openSettings: 'Settings',
  themeButton: {
    system: 'Theme: as the system. Change to dark',
    dark: 'Theme: dark. Change to light',
    light: 'Theme: light. Change to high contrast',
    contrast: 'Theme: high contrast. Change to the system’s',
  },
  search: 'Search agents and calls',
  searchHint: 'Name, number, queue or state',
  clearSearch: 'Clear the search',
  connection: {
    region: 'Connection to the phone system',
    connecting: 'Connecting',
    live: 'Live',
    liveBy: (how: string) => `Live, by ${how}`,
    behind: (at: string) => `Behind since ${at}`,
    stale: (at: string) => `Not live since ${at}`,
    refused: 'Not connected',
    deskLost: (at: string) => `Console cut off since ${at}`,
  },
  notice: {
    asOf: (sentence: string, at: string) => `${sentence} What you see is the floor as of ${at}.`,
    behind: (at: string) =>
      `News from the phone system arrives late. What you see is the floor as of ${at}; what could reach the wrong call waits until it has caught up.`,
    refused: (sentence: string) => `${sentence} It is not tried again until this is mended.`,
    forAdministrator: (detail: string) => `For your administrator: ${detail}`,
    dismiss: 'Dismiss this message',
  },
  starting: 'Starting the console…',
  startFailed: {
    title: 'The console could not start',
    remedy:
      'Close this window and start Earshot again. If it stays like this, show this message to your administrator.',
  },
}
