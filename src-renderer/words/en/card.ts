// English: what stands on the card besides, the title of the window, and the question before somebody leaves.

export const cardWords = {
  talk: (agent: string) => `Hold to talk to ${agent}`,
  talkShort: 'Hold to talk',
  mute: 'Mute me',
  muteRefusal: {
    nobody: 'Nobody hears you. There is nothing to mute.',
    otherPhone: 'You’re on another phone. Mute yourself there.',
  },
  muted: 'You’re muted',
  volume: 'Listening volume',
  reminder: (span: string, state: string) => `For ${span} now: ${state}.`,
  title: {
    withProduct: (state: string, product: string) => `${state} – ${product}`,
    listening: (nobody: string, agent: string) => `${nobody} – listening to ${agent}`,
  },
  notice: {
    loggedOut: 'You logged out of your line, so listening stopped. The call itself goes on.',
    endedWhileHeard: 'The call ended or was passed on, so nobody hears you any more.',
  },
  leaving: {
    logOut: { title: 'Log out of your line?', yes: 'Log out' },
    signOut: { title: 'Sign out?', yes: 'Sign out' },
    stay: 'Stay',
    listening: (agent: string) => `You’re listening to ${agent}. If you go on, that stops. The call itself goes on.`,
    heard: (heard: string, agent: string) =>
      `${heard}. If you go on, nobody hears you any more and you stop listening to ${agent}. The call itself goes on.`,
    phone: 'You’re on the phone. If you go on, that call is hung up.',
  },
  remind: 'Remind me while somebody hears me',
  remindHint: 'A quiet line on the card, repeated for as long as you whisper or are in a call.',
  never: 'Never',
}
