// Deutsch: die kleine Karte über anderen Fenstern, Links aus anderen Programmen und Mitteilungen.
import type { DesktopWords } from '../../en/later/desktop-type.ts'

export const desktop: DesktopWords = {
  card: {
    name: 'Kleine Karte',
    hint: 'Wer Sie hört, in einem kleinen Fenster über allen anderen',
    notHere:
      'Dieser Browser kann kein Fenster über den anderen halten. Verwenden Sie Chrome, Edge oder das Desktop-Programm.',
    close: 'Kleine Karte schließen',
    console: 'Konsole zeigen',
    silence: 'Niemand hört mich',
  },
  link: {
    title: 'Ein Link aus einem anderen Programm',
    listen: (name) => `${name} mithören?`,
    agent: (name) => `${name} anzeigen?`,
    nothingYet: 'Bis Sie sich entscheiden, passiert nichts.',
    unknown: (agent) => `Den Agenten „${agent}“ gibt es hier nicht.`,
    notInCall: (name) => `${name} telefoniert gerade nicht.`,
    unreadable: 'Dieser Link ist nicht lesbar. Es ist nichts passiert.',
    show: 'In der Übersicht zeigen',
    no: 'Abbrechen',
  },
  notify: {
    monitorOver: 'Sie hören nicht mehr mit',
    lineLost: 'Ihre Leitung ist weg',
    lineLostBody: 'Bis sie wieder da ist, können Sie weder mithören noch angerufen werden.',
    missed: (name) => `Verpasster Anruf von ${name}`,
  },
}
