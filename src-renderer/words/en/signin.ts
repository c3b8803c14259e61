// English: signing in at the phone system, and out.

export const signIn = {
  title: 'Sign in',
  user: 'User',
  password: 'Password',
  code: 'Code',
  codeFor: (user: string) => `The phone system wants a code of your second factor for ${user}.`,
  enter: 'Sign in',
  back: 'Back to the password',
  later: 'Not now',
  trying: (user: string) => `Signing in as ${user}…`,
  wrong: 'User or password is wrong. Try again.',
  out: (user: string) => `Sign out ${user}`,
}
