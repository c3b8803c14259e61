// Deutsch: bei wem mitgehört wurde, und die faire Auswahl eines Anrufs.
import type { Words } from '../en/words-type.ts'
import { pluralIn } from '../grammar/plural.ts'

const plural = pluralIn('de')

export const coverageWords: Words['coverage'] = {
  caption: 'Wie viel an diesem Computer in den letzten sieben Tagen bei jedem Agenten mitgehört wurde',
  columns: { agent: 'Agent', last: 'Zuletzt mitgehört', by: 'Von', times: 'Anzahl', heard: 'Mithördauer' },
  never: 'Diese Woche nicht',
  now: 'Wird gerade mitgehört',
  briefly: 'Zu kurz, zählt nicht',
  scope: (least) =>
    `Nur was an diesem Computer mitgehört wurde. Ein Anruf zählt, wenn ${least} oder länger mitgehört wurde.`,
  summary: (heard, _all, count) => `Diese Woche bei ${heard} von ${count} Agenten mitgehört`,
  queue: 'Warteschlange',
  allQueues: 'Alle Warteschlangen',
  sample: 'Zufälligen Anruf wählen',
  sampleHint: 'Wählt zufällig einen Anruf der Agenten, bei denen Sie diese Woche am wenigsten mitgehört haben.',
  reading: 'Abdeckung wird geladen…',
  failed: 'Die Abdeckung konnte nicht geladen werden. Schließen Sie dieses Fenster und versuchen Sie es noch einmal.',
  none: 'Hier gibt es gerade keinen Anruf zum Mithören.',
  picked: {
    never: (name, among, count) =>
      plural(among, {
        one: `${name}: von allen im Gespräch nur hier diese Woche noch nicht mitgehört.`,
        other: `${name}: zufällig gewählt aus ${count} Agenten im Gespräch, bei denen diese Woche noch nicht mitgehört wurde.`,
      }),
    least: (name, times, among, count) =>
      plural(among, {
        one: `${name}: unter den Agenten im Gespräch hier diese Woche am seltensten mitgehört (${times}×).`,
        other: `${name}: zufällig gewählt aus den ${count} Agenten im Gespräch, bei denen diese Woche am seltensten mitgehört wurde (${times}×).`,
      }),
  },
}
