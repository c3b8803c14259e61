// English: the frame around the panes: header, connection, first load.

export const app = {
  product: 'Earshot',
  supervisor: (name: string, extension: string) => `${name}, extension ${extension}`,
  openSettings: 'Settings',
  themeButton: {
    system: 'Theme: same as system. Switch to dark',
    dark: 'Theme: dark. Switch to light',
    light: 'Theme: light. Switch to high contrast',
    contrast: 'Theme: high contrast. Switch to same as system',
  },
  search: 'Search agents and calls',
  searchHint: 'Name, number, queue or state',
  clearSearch: 'Clear search',
  connection: {
    region: 'Connection to the phone system',
    connecting: 'Connecting',
    live: 'Live',
    liveBy: (how: string) => `Live · ${how}`,
    behind: (at: string) => `Behind since ${at}`,
    stale: (at: string) => `Not live since ${at}`,
    refused: 'Not connected',
    deskLost: (at: string) => `Console disconnected since ${at}`,
  },
  notice: {
    asOf: (sentence: string, at: string) => `${sentence} Showing the floor as it was at ${at}.`,
    behind: (at: string) =>
      `Updates from the phone system are arriving late. Showing the floor as it was at ${at}. You can’t start listening or speaking until it has caught up.`,
    refused: (sentence: string) => `${sentence} Earshot keeps trying, less often each time.`,
    forAdministrator: (detail: string) => `For your administrator: ${detail}`,
    dismiss: 'Dismiss this message',
  },
  starting: 'Starting the console…',
  startFailed: {
    title: 'The console couldn’t start',
    remedy:
      'Close this window and start Earshot again. If it still doesn’t start, show this message to your administrator.',
  },
}
