// English: the frame around the panes: header, connection, first load.

export const app = {
  product: 'Earshot',
  supervisor: (name: string, extension: string) => `${name}, extension ${extension}`,
  openSettings: 'Settings',
  setUp: 'Set up your phone system',
  giveSecrets: 'Enter the site’s passwords again',
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
  otherWindow: {
    title: 'Earshot is open in another window',
    lostTitle: 'You’re using Earshot in another window now',
    lost: 'Here your microphone is off, your phone line is logged out, and nothing is live.',
    one: 'You can listen in one window at a time.',
    listening: (agent: string | null) =>
      agent === null ? 'You’re listening to a call there.' : `You’re listening to ${agent}’s call there.`,
    heard: (agent: string | null) =>
      agent === null ? 'Somebody may hear you there.' : `Somebody on ${agent}’s call may hear you there.`,
    phone: 'You’re on the phone there.',
    silent: 'That window isn’t responding.',
    free: 'The other window has been closed.',
    line: 'Using it here logs your phone line out there. A phone call on it ends.',
    use: 'Use it here',
    wallboard: 'Open a wallboard here',
    sure: {
      call: { title: 'Stop listening there?', yes: 'Stop listening and use it here' },
      phone: { title: 'Hang up there?', yes: 'Hang up and use it here' },
    },
    cancel: 'Cancel',
    taking: 'Opening here…',
  },
  starting: 'Starting the console…',
  startFailed: {
    title: 'The console couldn’t start',
    remedy:
      'Close this window and start Earshot again. If it still doesn’t start, show this message to your administrator.',
  },
  windowFailed: {
    title: 'This window has failed',
    sentence:
      'Your microphone is off, and what this window was doing has stopped. Load it again to go on. If it keeps failing, tell your administrator.',
    reload: 'Load again',
  },
}
