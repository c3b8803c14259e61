// Deutsch: das Wallboard, aus der Ferne gelesen.
import type { Words } from '../en/words-type.ts'

export const wallboard: Words['wallboard'] = {
  open: 'Wallboard öffnen',
  leave: 'Wallboard schließen',
  leaveKey: 'Esc',
  queues: 'Warteschlangen',
  total: 'Alle Warteschlangen',
  waiting: 'Wartend',
  longestWait: 'Längste Wartezeit',
  inProgress: 'Im Gespräch',
  serviceLevel: 'Servicelevel',
  answeredIn: (seconds) => `In ${seconds} s angenommen`,
  abandoned: 'Heute verloren',
  agentsAvailable: 'Verfügbar',
  noQueues: 'An diesem Standort sind keine Warteschlangen eingerichtet.',
  loading: 'Warten auf die Telefonanlage. Die Warteschlangen erscheinen hier, sobald sie antwortet.',
  stale: (at) => `Nicht live. Sie sehen den Stand von ${at}.`,
  noTrend: 'Das Diagramm füllt sich in den ersten Minuten.',
  chart: (queue) => `Wartende und laufende Anrufe in ${queue}`,
  trend: (waiting, most, at) => `Jetzt ${waiting} wartend, Höchststand ${most} um ${at}.`,
  span: (from, to) => `Von ${from} bis ${to}`,
  legend: { waiting: 'wartend', inProgress: 'im Gespräch' },
}
