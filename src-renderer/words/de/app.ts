// Deutsch: der Rahmen um die Listen: Kopfzeile, Verbindung, Start.
import type { Words } from '../en/words-type.ts'

export const app: Words['app'] = {
  product: 'Earshot',
  supervisor: (name, extension) => `${name}, Nebenstelle ${extension}`,
  openSettings: 'Einstellungen',
  setUp: 'Telefonanlage einrichten',
  giveSecrets: 'Passwörter des Standorts neu eingeben',
  themeButton: {
    system: 'Design: wie System. Zu Dunkel wechseln',
    dark: 'Design: dunkel. Zu Hell wechseln',
    light: 'Design: hell. Zu hohem Kontrast wechseln',
    contrast: 'Design: hoher Kontrast. Zurück zu „Wie System“ wechseln',
  },
  search: 'Agenten und Anrufe suchen',
  searchHint: 'Name, Nummer, Warteschlange, Status',
  clearSearch: 'Suche leeren',
  connection: {
    region: 'Verbindung zur Telefonanlage',
    connecting: 'Wird verbunden',
    live: 'Live',
    liveBy: (how) => `Live · ${how}`,
    behind: (at) => `Verzögert seit ${at}`,
    stale: (at) => `Nicht live seit ${at}`,
    refused: 'Nicht verbunden',
    deskLost: (at) => `Konsole getrennt seit ${at}`,
  },
  notice: {
    asOf: (sentence, at) => `${sentence} Sie sehen den Stand von ${at}.`,
    behind: (at) =>
      `Die Daten der Telefonanlage kommen verspätet an. Sie sehen den Stand von ${at}. Mithören oder Sprechen können Sie erst wieder beginnen, wenn der Rückstand aufgeholt ist.`,
    refused: (sentence) => `${sentence} Earshot versucht es weiter, in immer größeren Abständen.`,
    forAdministrator: (detail: string) => `Für Ihre Administration: ${detail}`,
    dismiss: 'Meldung schließen',
  },
  otherWindow: {
    title: 'Earshot ist in einem anderen Fenster geöffnet',
    lostTitle: 'Sie arbeiten jetzt in einem anderen Fenster mit Earshot',
    lost: 'Hier ist Ihr Mikrofon aus, Ihre Telefonleitung abgemeldet und nichts mehr live.',
    one: 'Mithören können Sie immer nur in einem Fenster.',
    listening: (agent) =>
      agent === null
        ? 'Dort hören Sie gerade ein Gespräch mit.'
        : `Dort hören Sie gerade das Gespräch von ${agent} mit.`,
    heard: (agent) =>
      agent === null ? 'Dort hört Sie vielleicht jemand.' : `Dort hört Sie vielleicht jemand im Gespräch von ${agent}.`,
    phone: 'Dort sind Sie am Telefon.',
    silent: 'Das Fenster dort reagiert nicht.',
    free: 'Das andere Fenster wurde geschlossen.',
    line: 'Wenn Sie hier weiterarbeiten, wird Ihre Telefonleitung dort abgemeldet. Ein Telefonat darauf endet.',
    use: 'Hier weiterarbeiten',
    wallboard: 'Hier ein Wallboard öffnen',
    sure: {
      call: { title: 'Mithören dort beenden?', yes: 'Mithören beenden und hier weiterarbeiten' },
      phone: { title: 'Dort auflegen?', yes: 'Auflegen und hier weiterarbeiten' },
    },
    cancel: 'Abbrechen',
    taking: 'Wird hier geöffnet…',
  },
  starting: 'Die Konsole startet…',
  startFailed: {
    title: 'Die Konsole konnte nicht starten',
    remedy:
      'Schließen Sie dieses Fenster und starten Sie Earshot neu. Wenn das nicht hilft, zeigen Sie diese Meldung Ihrer Administration.',
  },
  windowFailed: {
    title: 'In diesem Fenster ist ein Fehler aufgetreten',
    sentence:
      'Ihr Mikrofon ist aus, und was in diesem Fenster lief, ist beendet. Laden Sie es neu. Kommt der Fehler wieder, sagen Sie es Ihrer Administration.',
    reload: 'Neu laden',
  },
}
