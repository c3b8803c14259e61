// English: signing in at the phone system, and out.

export const signIn = {
  title: 'Sign in',
  user: 'User name',
  password: 'Password',
  code: 'Code',
  codeFor: (user: string) => `Enter the two-factor code for ${user}.`,
  enter: 'Sign in',
  back: 'Back to password',
  later: 'Not now',
  trying: (user: string) => `Signing in as ${user}…`,
  wrong: 'Wrong user name or password. Try again.',
  out: (user: string) => `Sign out ${user}`,
  seat: {
    title: 'Who is here?',
    hint: 'Hold your badge to the reader, or type your extension and PIN.',
    who: 'Extension or badge',
    pin: 'PIN',
    confirmTitle: 'Is it still you?',
    confirmHint: (name: string) => `${name}, show your badge or type your PIN. Then choose again who should hear you.`,
    pinOrBadge: 'PIN or badge',
    confirm: 'Confirm',
    cancel: 'Cancel',
    locked: (seconds: number) => `Too many wrong attempts. Wait ${seconds} seconds.`,
  },
  kiosk: {
    title: 'Leave the locked station?',
    passphrase: 'Passphrase',
    leave: 'Leave',
  },
  reason: {
    title: 'Why are you listening?',
    own: 'Reason',
    listen: 'Listen',
  },
}
