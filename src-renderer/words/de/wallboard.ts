// Deutsch: die Wandanzeige, aus der Ferne gelesen.
import type { Words } from '../en/words-type.ts'

export const wallboard: Words['wallboard'] = {
  open: 'Wandanzeige öffnen',
  leave: 'Wandanzeige verlassen',
  leaveKey: 'Esc',
  queues: 'Warteschlangen',
  total: 'Alle Warteschlangen',
  waiting: 'Wartend',
  longestWait: 'Längste Wartezeit',
  inProgress: 'Im Gespräch',
  serviceLevel: 'Servicelevel',
  abandoned: 'Heute aufgelegt',
  agentsAvailable: 'Verfügbar',
  noQueues: 'An diesem Standort sind keine Warteschlangen eingerichtet.',
  loading: 'Wartet auf die Telefonanlage. Die Warteschlangen erscheinen, sobald sie antwortet.',
  stale: (at) => `Nicht live. Das ist der Stand von ${at}.`,
  noTrend: 'Das Diagramm beginnt mit den ersten Minuten der Konsole.',
  chart: (queue) => `Wartende und laufende Anrufe in ${queue}`,
  trend: (waiting, most, at) => `Jetzt ${waiting} wartend, Höchststand ${most} um ${at}.`,
  span: (from, to) => `Von ${from} bis ${to}`,
  legend: { waiting: 'wartend', inProgress: 'im Gespräch' },
}
