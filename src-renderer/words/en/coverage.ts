// English: who has been heard, and the fair pick of a call.
import { pluralIn } from '../grammar/plural.ts'

const plural = pluralIn('en')

export const coverageWords = {
  caption: 'How much each agent was heard in the last seven days',
  columns: { agent: 'Agent', last: 'Last heard', by: 'By', times: 'Times', heard: 'Heard for' },
  never: 'Not this week',
  summary: (heard: string, all: number, count: string) =>
    `${heard} of ${plural(all, { one: `${count} agent`, other: `${count} agents` })} heard this week`,
  queue: 'Queue',
  allQueues: 'All queues',
  sample: 'Sample a call',
  sampleHint: 'Draws by lot one of the agents on a call who were heard least often this week, then one of their calls.',
  reading: 'Reading who was heard…',
  failed: 'Who was heard could not be read. Try again.',
  none: 'Nobody can be listened to here right now.',
  picked: {
    never: (name: string, among: number, count: string) =>
      plural(among, {
        one: `${name}: the only one on a call who was not heard this week.`,
        other: `${name}: not heard this week; drawn by lot from ${count} like them.`,
      }),
    least: (name: string, times: string, among: number, count: string) =>
      plural(among, {
        one: `${name}: heard least often of all who are on a call (${times}× this week).`,
        other: `${name}: nobody on a call was heard less often this week (${times}×); drawn by lot from ${count}.`,
      }),
  },
}
