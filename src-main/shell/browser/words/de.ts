// German: what the browser shell says on a page of its own, where the console cannot be shown.
import type { RefusalWords } from './en.ts'

export const de: RefusalWords = {
  usedAddress: {
    title: 'Diese Adresse wurde schon benutzt',
    text: 'Sie öffnet Earshot nur einmal. Ist Earshot in einem anderen Fenster offen, machen Sie dort weiter. Sonst starten Sie Earshot neu, dann erhalten Sie eine neue Adresse.',
  },
  noKey: {
    title: 'Diese Adresse ist nicht vollständig',
    text: 'Öffnen Sie die ganze Adresse, die Earshot beim Start zeigt. Wurde sie schon benutzt, starten Sie Earshot neu, dann erhalten Sie eine neue.',
  },
  otherHost: {
    title: 'Das ist nicht die Adresse von Earshot',
    text: 'Öffnen Sie die Adresse, die Earshot beim Start zeigt, auf dem Computer, auf dem es läuft.',
  },
  noPage: {
    title: 'Diese Seite gibt es nicht',
    text: 'Schließen Sie sie und machen Sie im Fenster von Earshot weiter.',
  },
  onlyGet: {
    title: 'Das kann Earshot nicht beantworten',
    text: 'Schließen Sie diese Seite und machen Sie im Fenster von Earshot weiter.',
  },
}
