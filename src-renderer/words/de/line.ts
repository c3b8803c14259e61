// Deutsch: die eigene Leitung und Anrufe darauf.
import type { Words } from '../en/words-type.ts'

export const lineWords: Words['line'] = {
  region: 'Ihre Leitung',
  state: {
    off: 'Leitung abgemeldet',
    connecting: 'Leitung verbindet',
    registered: 'Leitung bereit',
    lost: 'Leitung verloren',
    refused: 'Leitung abgelehnt',
    taken: 'Leitung anderswo in Gebrauch',
    none: 'Keine Leitung in der Konsole',
  },
  explain: {
    off: 'Die Leitung dieser Konsole ist abgemeldet. Anrufe und Mithören gehen an Ihre anderen Telefone.',
    connecting: 'Die Leitung meldet sich an der Telefonanlage an.',
    registered: 'Mithören öffnet sich hier von selbst. Andere Anrufe klingeln.',
    lost: 'Die Verbindung der Leitung ist unterbrochen. Sie wird alle paar Sekunden neu versucht.',
    none: 'Dieser Standort gibt Ihnen keine Leitung in der Konsole. Nutzen Sie Ihr Tischtelefon.',
  },
  logIn: 'Leitung anmelden',
  logOut: 'Leitung abmelden',
  incoming: {
    region: 'Eingehender Anruf',
    ringing: (from) => `${from} ruft Ihre Leitung an`,
    answer: 'Annehmen',
    decline: 'Ablehnen',
    talking: (from) => `Am Telefon mit ${from}`,
    hearsYou: (from) => `${from} hört Sie.`,
    mute: 'Stumm',
    muted: (from) => `Sie sind stumm. ${from} hört Sie nicht.`,
    held: (from) => `${from} hat Sie auf Halten gelegt.`,
    connecting: 'Verbindet…',
    hangUp: 'Auflegen',
    unknown: 'Eine unbekannte Nummer',
  },
  microphone: {
    asking:
      'Ihr System fragt, ob die Konsole das Mikrofon benutzen darf. Mithören geht; zum Sprechen beantworten Sie die Frage.',
    refused: 'Das Mikrofon ist gesperrt. Mithören geht; zum Sprechen erlauben Sie es und versuchen es erneut.',
    absent: 'Kein Mikrofon gefunden. Mithören geht; zum Sprechen schließen Sie Ihr Headset an.',
    ended: 'Das Mikrofon wurde abgezogen oder entzogen. Mithören geht; zum Sprechen wählen Sie ein Mikrofon.',
    retry: 'Mikrofon erneut probieren',
  },
  busyWithCall: 'Sie telefonieren. Legen Sie zuerst auf, dann hören Sie mit.',
}
