// Deutsch: wer gehört wurde, und die faire Stichprobe.
import type { Words } from '../words-type.ts'

export const coverageWords: Words['coverage'] = {
  caption: 'Wie viel jeder Agent in den letzten sieben Tagen gehört wurde',
  columns: { agent: 'Agent', last: 'Zuletzt gehört', by: 'Von', times: 'Anzahl', heard: 'Hördauer' },
  never: 'Diese Woche nicht',
  summary: (heard: string, all: string) => `${heard} von ${all} Agenten diese Woche gehört`,
  queue: 'Warteschlange',
  allQueues: 'Alle Warteschlangen',
  sample: 'Stichprobe',
  sampleHint:
    'Lost unter den Agenten im Gespräch, die diese Woche am seltensten gehört wurden, dann unter deren Anrufen.',
  none: 'Hier kann gerade niemand mitgehört werden.',
  picked: {
    never: (name: string, among: string) =>
      `${name}: diese Woche noch nicht gehört, ausgelost unter ${among}, für die dasselbe gilt.`,
    least: (name: string, times: string, among: string) =>
      `${name}: Niemand im Gespräch wurde diese Woche seltener gehört (${times}×); ausgelost unter ${among}.`,
  },
}
