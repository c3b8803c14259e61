// English: the small card above other windows, links from other programs, and notifications.

export const desktop = {
  card: {
    name: 'Small card',
    hint: 'Who hears you, in a small window above all others',
    notHere: 'This browser can’t keep a window above the others. Use Chrome, Edge or the desktop program.',
    close: 'Close the small card',
    console: 'Show the console',
    silence: 'Nobody hears me',
  },
  link: {
    title: 'A link from another program',
    listen: (name: string) => `Listen to ${name}?`,
    agent: (name: string) => `Show ${name}?`,
    nothingYet: 'Nothing happens until you choose.',
    unknown: (agent: string) => `There’s no agent “${agent}” on this floor.`,
    notInCall: (name: string) => `${name} isn’t on a call right now.`,
    unreadable: 'This link can’t be read. Nothing was done.',
    show: 'Show on the floor',
    no: 'Cancel',
  },
  notify: {
    monitorOver: 'You aren’t listening any more',
    lineLost: 'Your line is gone',
    lineLostBody: 'You can’t listen or be called until it’s back.',
    missed: (name: string) => `Missed call from ${name}`,
  },
} as const
