// English: the supervisor's own line and calls to it.

export const lineWords = {
  region: 'Your line',
  state: {
    off: 'Line logged out',
    connecting: 'Line connecting',
    registered: 'Line ready',
    reconnecting: 'Line reconnecting',
    lost: 'Line disconnected',
    refused: 'Line rejected',
    taken: 'Line in use elsewhere',
    none: 'No line in this console',
  },
  explain: {
    off: 'The line in this console is logged out. Phone calls and the calls you listen to go to your other phones.',
    connecting: 'The line is logging in to the phone system.',
    registered: 'Calls you listen to open here automatically. Other calls ring.',
    reconnecting: 'The line’s connection closed a moment ago. It’s being opened again; calls go on.',
    lost: 'The line lost its connection. Earshot tries again every few seconds.',
    none: 'You have no line in this console. Use your desk phone.',
  },
  control: {
    reconnecting:
      'Your line is reconnecting. The call and who hears you stay as they are; you can switch again in a moment.',
  },
  logIn: 'Log in to your line',
  logOut: 'Log out of your line',
  incoming: {
    call: 'Phone call',
    dropped: 'The connection dropped, so your phone call ended.',
    region: 'Incoming call',
    ringing: (from: string) => `${from} is calling your line`,
    answer: 'Answer',
    decline: 'Decline',
    talking: (from: string) => `On the phone with ${from}`,
    hearsYou: (from: string) => `${from} hears you.`,
    mute: 'Mute',
    muted: (from: string) => `You’re muted. ${from} doesn’t hear you.`,
    held: (from: string) => `${from} has put you on hold.`,
    connecting: 'Connecting…',
    hangUp: 'Hang up',
    unknown: 'An unknown number',
  },
  microphone: {
    asking: 'Your system is asking whether Earshot may use the microphone. You can listen now. Allow it to speak.',
    refused: 'The microphone is blocked. You can listen. To speak, allow it and try again.',
    absent: 'No microphone was found. You can listen. To speak, plug in your headset.',
    ended: 'The microphone was unplugged or is no longer available. You can listen. To speak, choose a microphone.',
    retry: 'Try the microphone again',
    trying: 'Trying…',
    still: {
      asking: 'Your system is still asking. Allow the microphone to speak.',
      refused:
        'Still blocked. Allow the microphone for Earshot in the browser’s site settings or in your computer’s privacy settings, then try again.',
      absent: 'Still no microphone found. Plug in your headset, wait for your computer to find it, then try again.',
      ended: 'Still no microphone. Plug it in again, or choose another one in the settings.',
    },
  },
  busyWithCall: 'You’re on the phone. Hang up first, then listen.',
  notReady: 'Your phone line is connecting. You can listen as soon as it’s ready.',
  noPhone: 'None of your phones is connected to the phone system. Turn one on to listen.',
}
