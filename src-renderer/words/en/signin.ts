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
}
