// Deutsch: wer gehört wurde, und die faire Stichprobe.
import type { Words } from '../words-type.ts'

export const coverageWords: Words['coverage'] = {
  caption: 'Wie viel jeder Agent in den letzten sieben Tagen gehört wurde',
  columns: { agent: 'Agent', last: 'Zuletzt gehört', times: 'Male', heard: 'Gehört' },
  never: 'Diese Woche nicht',
  summary: (heard: string, all: string) => `${heard} von ${all} Agenten diese Woche gehört`,
  queue: 'Warteschlange',
  allQueues: 'Alle Warteschlangen',
  sample: 'Stichprobe',
  sampleHint: 'Wählt aus den am wenigsten gehörten Agenten, dann nach Zufall.',
  none: 'Hier kann gerade niemand mitgehört werden.',
  picked: {
    never: (name: string, among: string) =>
      `${name}: diese Woche nicht gehört, zufällig gewählt aus ${among}, für die dasselbe gilt.`,
    least: (name: string, times: string, among: string) =>
      `${name}: diese Woche so wenig gehört wie sonst niemand im Gespräch (${times}×); zufällig gewählt aus ${among}.`,
  },
}
