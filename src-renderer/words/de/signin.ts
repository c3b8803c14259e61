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
  seat: {
    title: 'Wer ist hier?',
    hint: 'Halten Sie Ihren Ausweis an das Lesegerät, oder geben Sie Nebenstelle und PIN ein.',
    who: 'Nebenstelle oder Ausweis',
    pin: 'PIN',
    confirmTitle: 'Sind Sie es noch?',
    confirmHint: (name) =>
      `${name}, zeigen Sie Ihren Ausweis oder geben Sie Ihre PIN ein. Wählen Sie dann erneut, wer Sie hören soll.`,
    pinOrBadge: 'PIN oder Ausweis',
    confirm: 'Bestätigen',
    cancel: 'Abbrechen',
    locked: (seconds) => `Zu viele Fehlversuche. Warten Sie ${seconds} Sekunden.`,
  },
  kiosk: {
    title: 'Den gesperrten Platz verlassen?',
    passphrase: 'Passphrase des Platzes',
    leave: 'Verlassen',
  },
  reason: {
    title: 'Warum hören Sie mit?',
    own: 'Grund',
    listen: 'Mithören',
  },
}
