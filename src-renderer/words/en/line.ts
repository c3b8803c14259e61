// English: the supervisor's own line and calls to it.

export const lineWords = {
  region: 'Your line',
  state: {
    off: 'Line logged out',
    connecting: 'Line connecting',
    registered: 'Line ready',
    lost: 'Line lost',
    refused: 'Line refused',
    taken: 'Line in use elsewhere',
    none: 'No line in the console',
  },
  explain: {
    off: 'The line in this console is logged out. Calls and monitoring go to your other phones.',
    connecting: 'The line is registering at the phone system.',
    registered: 'Monitoring opens here by itself. Other calls ring.',
    lost: 'The connection of the line is cut. It is tried again by itself every few seconds.',
    none: 'This site gives you no line in the console. Use your desk phone.',
  },
  logIn: 'Log the line in',
  logOut: 'Log the line out',
  incoming: {
    region: 'Incoming call',
    ringing: (from: string) => `${from} is calling your line`,
    answer: 'Answer',
    decline: 'Decline',
    talking: (from: string) => `On the phone with ${from}`,
    hearsYou: (from: string) => `${from} hears you.`,
    held: (from: string) => `${from} has put you on hold.`,
    connecting: 'Connecting…',
    hangUp: 'Hang up',
    unknown: 'An unknown number',
  },
  microphone: {
    refused: 'The microphone is blocked. You can listen; to speak, allow it and try again.',
    absent: 'No microphone was found. You can listen; to speak, plug in your headset.',
    ended: 'The microphone was unplugged or taken away. You can listen; to speak, choose a microphone.',
    retry: 'Try the microphone again',
  },
  busyWithCall: 'You are on the phone. Hang up first, then listen.',
}
