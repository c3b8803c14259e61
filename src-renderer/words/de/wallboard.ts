// Deutsch: die Wandanzeige, aus der Ferne gelesen.
import { pluralIn } from '../plural.ts'
import type { Words } from '../words-type.ts'

const plural = pluralIn('de')

export const wallboard: Words['wallboard'] = {
  title: 'Wandanzeige',
  open: 'Wandanzeige öffnen',
  leave: 'Wandanzeige verlassen',
  leaveKey: 'Esc',
  queues: 'Warteschlangen',
  agents: 'Agenten',
  total: 'Alle Warteschlangen',
  waiting: 'Wartend',
  longestWait: 'Längste Wartezeit',
  inProgress: 'Im Gespräch',
  serviceLevel: 'Servicelevel',
  abandoned: 'Heute aufgelegt',
  agentsAvailable: 'Verfügbar',
  nobody: 'Niemand wartet',
  noQueues: 'An diesem Standort sind keine Warteschlangen eingerichtet.',
  loading: 'Wartet auf die Telefonanlage. Die Warteschlangen erscheinen, sobald sie antwortet.',
  stale: (at) => `Nicht live. Das ist der Stand von ${at}.`,
  noTrend: 'Das Diagramm beginnt mit den ersten Minuten der Konsole.',
  chart: (queue) => `Wartende und laufende Anrufe in ${queue}`,
  trend: (waiting, most, at) => `Jetzt ${waiting} wartend, Höchststand ${most} um ${at}.`,
  span: (from, to) => `Von ${from} bis ${to}`,
  spanHours: (hours) => plural(hours, { one: 'Letzte Stunde', other: `Letzte ${hours} Stunden` }),
  legend: { waiting: 'wartend', inProgress: 'im Gespräch' },
}
