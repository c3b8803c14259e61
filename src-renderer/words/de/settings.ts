// Deutsch: die Einstellungen.
import type { Words } from '../en/words-type.ts'

export const settings: Words['settings'] = {
  title: 'Einstellungen',
  close: 'Einstellungen schließen',
  language: 'Sprache',
  languageMissing:
    'Diese Sprache konnte nicht geladen werden. Starten Sie Earshot neu, um es noch einmal zu versuchen.',
  languages: { system: 'Wie System', en: 'English', es: 'Español', de: 'Deutsch' },
  theme: 'Design',
  themes: { system: 'System', dark: 'Dunkel', light: 'Hell', contrast: 'Kontrast' },
  sound: 'Ton',
  microphone: 'Mikrofon',
  speaker: 'Headset oder Lautsprecher',
  systemDefault: 'Systemstandard',
  unnamedDevice: (number) => `Gerät ${number}`,
  missingDevice: 'Ein nicht angeschlossenes Gerät',
  namesHidden: 'Gerätenamen erscheinen, sobald Sie das Mikrofon erlauben.',
  noDevices: 'Die Liste der Audiogeräte konnte nicht gelesen werden. Es gilt der Systemstandard.',
  processing: 'Meine Stimme verbessern',
  processingHint: 'Entfernt Echo und Rauschen und gleicht die Lautstärke Ihres Mikrofons aus.',
  headset: {
    title: 'Tasten am Headset',
    choose: 'Tasten eines Headsets verbinden',
    none: 'Annehmen, auflegen und stummschalten direkt am Headset.',
    connected: (name: string) =>
      `${name} nimmt an, legt auf und schaltet stumm. In einem Anruf, den Sie mithören, hebt es nur seine eigene Stummschaltung auf.`,
    ignored: (name: string) =>
      `${name} meldet Tastendrücke, die niemand gemacht hat. Seine Tasten werden ignoriert. Ziehen Sie das Headset ab und stecken Sie es wieder an.`,
    failed: (name: string) =>
      `${name} wird von einem anderen Programm benutzt. Schließen Sie es und verbinden Sie das Headset noch einmal.`,
  },
  monitoring: 'Mithören',
  follow: 'Beim Agenten bleiben',
  followHint: 'Nach dem Ende eines Anrufs auf den nächsten Anruf des Agenten warten.',
  notSaved: (sentence) => `Diese Änderung wurde nicht gespeichert. ${sentence}`,
}
