// Deutsch: die Einstellungen.
import type { Words } from '../en/words-type.ts'

export const settings: Words['settings'] = {
  title: 'Einstellungen',
  close: 'Einstellungen schließen',
  language: 'Sprache',
  languages: { system: 'Wie das System', en: 'English', es: 'Español', de: 'Deutsch' },
  theme: 'Farben',
  themes: { system: 'System', dark: 'Dunkel', light: 'Hell', contrast: 'Kontrast' },
  sound: 'Ton',
  microphone: 'Mikrofon',
  speaker: 'Headset oder Lautsprecher',
  systemDefault: 'Systemstandard',
  unnamedDevice: (number) => `Gerät ${number}`,
  missingDevice: 'Ein nicht angeschlossenes Gerät',
  namesHidden: 'Die Namen der Geräte erscheinen, sobald das Mikrofon erlaubt wurde.',
  noDevices: 'Die Liste der Audiogeräte war nicht lesbar. Es gilt der Systemstandard.',
  processing: 'Meine Stimme aufbereiten',
  processingHint: 'Entfernt Echo und Rauschen und gleicht die Lautstärke Ihres Mikrofons aus.',
  monitoring: 'Mithören',
  follow: 'Dem Agenten folgen',
  followHint: 'Endet ein Anruf, wartet das Mithören auf den nächsten Anruf des Agenten.',
  switchBy: 'Modus wechseln über',
  switchWays: {
    info: { label: 'SIP INFO', hint: 'Signale neben dem Ton. Für die meisten Standorte richtig.' },
    rfc4733: {
      label: 'Telefontöne (RFC 4733)',
      hint: 'Signale im Tonstrom, für Anlagen, die Tastendrücke brauchen.',
    },
    api: { label: 'Die Schnittstelle der Telefonanlage', hint: 'Wo die Anlage es ohne die Leitung kann.' },
  },
  notSaved: (sentence) => `Die Änderung wurde nicht gespeichert. ${sentence}`,
}
