// Deutsch: alles, was Infobereich, Menü und Meldungen von Electron sagen.
import type { ShellWords } from './en.ts'

export const de: ShellWords = {
  appName: 'Earshot',
  open: 'Earshot öffnen',
  quit: 'Earshot beenden',
  understood: 'OK',
  couldNotStart: 'Earshot konnte nicht gestartet werden',
  pageReopened:
    'Die Konsole ist abgestürzt und wurde neu geöffnet. Falls Sie mitgehört haben, wird das gerade beendet. Haben Sie dafür ein anderes Telefon benutzt, legen Sie dort sicherheitshalber auf.',
  pageKeepsFailing:
    'Die Konsole ist innerhalb einer Minute mehrmals abgestürzt und wurde geschlossen. Informieren Sie Ihre Administration.',
  leaving: {
    title: 'Earshot beenden?',
    yes: 'Beenden',
    stay: 'Bleiben',
    listening: (agent) =>
      `Sie hören bei ${agent ?? 'einem Gespräch'} mit. Wenn Sie weitermachen, endet das. Das Gespräch selbst geht weiter.`,
    phone: 'Sie sind am Telefon. Wenn Sie weitermachen, wird aufgelegt.',
  },
  updating: {
    title: (version) => `Earshot ${version} ist verfügbar`,
    detail: 'Die Version wird jetzt heruntergeladen, solange niemand mithört, und beim Beenden installiert.',
    yes: 'Beim Beenden installieren',
    later: 'Nicht jetzt',
    backTitle: (version) => `Earshot ${version} ist nicht richtig gestartet`,
    backDetail: (version) => `Möchten Sie zu Version ${version} zurückkehren, die hier funktioniert hat?`,
    back: 'Zurückkehren',
    goOn: 'Erneut versuchen',
  },
  muteKeyTaken: {
    message: (key) => `${key} schaltet Sie in anderen Programmen nicht stumm`,
    detail: 'Ein anderes Programm hat diese Taste. Wählen Sie in den Einstellungen unter „Tasten“ eine andere.',
  },
  status: {
    monitoring: (site) => `Mithören bei einem Anruf · ${site}`,
    connecting: (site) => `Verbindung zu ${site} wird hergestellt`,
    live: (site) => `Verbunden mit ${site}`,
    behind: (site) => `${site} antwortet verspätet`,
    stale: (site) => `Verbindung zu ${site} verloren. Verbindet neu…`,
    refused: (site) => `${site} hat die Verbindung abgelehnt`,
  },
  app: {
    about: 'Über Earshot',
    services: 'Dienste',
    hide: 'Earshot ausblenden',
    hideOthers: 'Andere ausblenden',
    unhide: 'Alle einblenden',
  },
  edit: {
    title: 'Bearbeiten',
    undo: 'Rückgängig',
    redo: 'Wiederholen',
    cut: 'Ausschneiden',
    copy: 'Kopieren',
    paste: 'Einfügen',
    delete: 'Löschen',
    selectAll: 'Alles auswählen',
  },
  view: {
    title: 'Ansicht',
    resetZoom: 'Originalgröße',
    zoomIn: 'Vergrößern',
    zoomOut: 'Verkleinern',
    togglefullscreen: 'Vollbild',
  },
  window: {
    title: 'Fenster',
    minimize: 'Minimieren',
    zoom: 'Zoomen',
    close: 'Schließen',
    front: 'Alle nach vorne bringen',
  },
}
