// Deutsch: an der Telefonanlage an- und abmelden.
import type { Words } from '../en/words-type.ts'

export const signIn: Words['signIn'] = {
  title: 'Anmelden',
  user: 'Benutzername',
  password: 'Passwort',
  code: 'Bestätigungscode',
  codeFor: (user) => `Geben Sie den Code der Zwei-Faktor-Anmeldung für ${user} ein.`,
  enter: 'Anmelden',
  back: 'Zurück zum Passwort',
  later: 'Nicht jetzt',
  trying: (user) => `${user} wird angemeldet…`,
  wrong: 'Benutzername oder Passwort ist falsch. Versuchen Sie es noch einmal.',
  out: (user) => `${user} abmelden`,
}
