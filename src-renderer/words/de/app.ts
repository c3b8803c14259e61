// Deutsch: der Rahmen um die Listen: Kopfzeile, Verbindung, Start.
import type { Words } from '../en/words-type.ts'

export const app: Words['app'] = {
  product: 'Earshot',
  supervisor: (name, extension) => `${name}, Nebenstelle ${extension}`,
  openSettings: 'Einstellungen',
  themeButton: {
    system: 'Farben: wie das System. Zu Dunkel wechseln',
    dark: 'Farben: dunkel. Zu Hell wechseln',
    light: 'Farben: hell. Zu hohem Kontrast wechseln',
    contrast: 'Farben: hoher Kontrast. Zu den Farben des Systems wechseln',
  },
  search: 'Agenten und Anrufe suchen',
  searchHint: 'Name, Nummer, Warteschlange, Status',
  clearSearch: 'Suche leeren',
  connection: {
    region: 'Verbindung zur Telefonanlage',
    connecting: 'Verbindet',
    live: 'Live',
    liveBy: (how) => `Live über ${how}`,
    behind: (at) => `Verzögert seit ${at}`,
    stale: (at) => `Nicht live seit ${at}`,
    refused: 'Nicht verbunden',
    deskLost: (at) => `Konsole getrennt seit ${at}`,
  },
  notice: {
    asOf: (sentence, at) => `${sentence} Sie sehen den Stand von ${at}.`,
    behind: (at) =>
      `Die Meldungen der Telefonanlage kommen verspätet. Sie sehen den Stand von ${at}; was den falschen Anruf treffen könnte, wartet, bis alles aufgeholt ist.`,
    refused: (sentence) => `${sentence} Bis das behoben ist, gibt es keinen neuen Versuch.`,
    forAdministrator: (detail: string) => `Für Ihre Administration: ${detail}`,
    dismiss: 'Meldung schließen',
  },
  starting: 'Die Konsole startet…',
  startFailed: {
    title: 'Die Konsole konnte nicht starten',
    remedy:
      'Schließen Sie dieses Fenster und starten Sie Earshot neu. Bleibt es dabei, zeigen Sie diese Meldung Ihrer Administration.',
  },
}
