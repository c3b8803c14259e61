// Deutsch: wer gehört wurde, und die faire Stichprobe.

import type { Words } from '../en/words-type.ts'
import { pluralIn } from '../grammar/plural.ts'

const plural = pluralIn('de')

export const coverageWords: Words['coverage'] = {
  caption: 'Wie viel jeder Agent in den letzten sieben Tagen gehört wurde',
  columns: { agent: 'Agent', last: 'Zuletzt gehört', by: 'Von', times: 'Anzahl', heard: 'Hördauer' },
  never: 'Diese Woche nicht',
  summary: (heard, _all, count) => `${heard} von ${count} Agenten diese Woche gehört`,
  queue: 'Warteschlange',
  allQueues: 'Alle Warteschlangen',
  sample: 'Stichprobe',
  sampleHint:
    'Lost unter den Agenten im Gespräch, die diese Woche am seltensten gehört wurden, dann unter deren Anrufen.',
  reading: 'Es wird gelesen, wer gehört wurde…',
  failed: 'Wer gehört wurde, war nicht lesbar. Versuchen Sie es noch einmal.',
  none: 'Hier kann gerade niemand mitgehört werden.',
  picked: {
    never: (name, among, count) =>
      plural(among, {
        one: `${name}: diese Woche noch nicht gehört; für niemanden sonst im Gespräch gilt das.`,
        other: `${name}: diese Woche noch nicht gehört, ausgelost unter ${count}, für die dasselbe gilt.`,
      }),
    least: (name, times, among, count) =>
      plural(among, {
        one: `${name}: von allen im Gespräch diese Woche am seltensten gehört (${times}×).`,
        other: `${name}: Niemand im Gespräch wurde diese Woche seltener gehört (${times}×); ausgelost unter ${count}.`,
      }),
  },
}
