// English: all that Electron's tray, menu and dialogs say.
const appName = 'Earshot'

export const en = {
  appName,
  open: `Open ${appName}`,
  quit: `Quit ${appName}`,
  understood: 'OK',
  couldNotStart: `${appName} couldn’t start`,
  pageReopened:
    'The console crashed and was reopened. If you were listening to a call, listening is being stopped. If you were using another phone, hang up to be sure.',
  pageKeepsFailing: 'The console crashed several times within a minute and was closed. Tell your administrator.',
  leaving: {
    title: `Quit ${appName}?`,
    yes: 'Quit',
    stay: 'Stay',
    listening: (agent: string | null) =>
      `You’re listening to ${agent ?? 'a call'}. If you go on, that stops. The call itself goes on.`,
    phone: 'You’re on the phone. If you go on, that call is hung up.',
  },
  updating: {
    title: (version: string) => `${appName} ${version} is available`,
    detail: 'It is downloaded now, while nobody listens, and installed when you quit.',
    yes: 'Install when I quit',
    later: 'Not now',
    backTitle: (version: string) => `${appName} ${version} did not start properly`,
    backDetail: (version: string) => `Go back to version ${version}, which worked here?`,
    back: 'Go back',
    goOn: 'Try again',
  },
  muteKeyTaken: {
    message: (key: string) => `${key} doesn’t mute you in other programs`,
    detail: 'Another program has this key. Choose another one in the settings, under Keys.',
  },
  status: {
    monitoring: (site: string) => `Listening to a call · ${site}`,
    connecting: (site: string) => `Connecting to ${site}`,
    live: (site: string) => `Connected to ${site}`,
    behind: (site: string) => `${site} is responding late`,
    stale: (site: string) => `Lost the connection to ${site}. Reconnecting…`,
    refused: (site: string) => `${site} refused the connection`,
  },
  app: {
    about: `About ${appName}`,
    services: 'Services',
    hide: `Hide ${appName}`,
    hideOthers: 'Hide Others',
    unhide: 'Show All',
  },
  edit: {
    title: 'Edit',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    delete: 'Delete',
    selectAll: 'Select All',
  },
  view: {
    title: 'View',
    resetZoom: 'Actual Size',
    zoomIn: 'Zoom In',
    zoomOut: 'Zoom Out',
    togglefullscreen: 'Full Screen',
  },
  window: { title: 'Window', minimize: 'Minimize', zoom: 'Zoom', close: 'Close', front: 'Bring All to Front' },
}

export type ShellWords = typeof en
