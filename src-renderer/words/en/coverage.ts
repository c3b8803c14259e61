// English: who has been listened to, and the fair pick of a call.
import { pluralIn } from '../grammar/plural.ts'

const plural = pluralIn('en')

export const coverageWords = {
  caption: 'How much each agent was listened to on this computer in the last seven days',
  columns: { agent: 'Agent', last: 'Last listened to', by: 'By', times: 'Times', heard: 'Time listened' },
  never: 'Not this week',
  now: 'Listening now',
  briefly: 'Too short to count',
  scope: (least: string) =>
    `What was listened to on this computer; other computers aren’t included. A call counts after ${least}.`,
  summary: (heard: string, all: number, count: string) =>
    `${heard} of ${plural(all, { one: `${count} agent`, other: `${count} agents` })} listened to this week`,
  queue: 'Queue',
  allQueues: 'All queues',
  sample: 'Pick a random call',
  sampleHint: 'Picks a random call from the agents you have listened to least this week.',
  reading: 'Loading coverage…',
  failed: 'Coverage couldn’t be loaded. Close this and try again.',
  none: 'There’s no call to listen to here right now.',
  picked: {
    never: (name: string, among: number, count: string) =>
      plural(among, {
        one: `${name}: the only agent on a call not listened to this week.`,
        other: `${name}: picked at random from ${count} agents on a call not listened to this week.`,
      }),
    least: (name: string, times: string, among: number, count: string) =>
      plural(among, {
        one: `${name}: listened to least of all agents on a call (${times}× this week).`,
        other: `${name}: picked at random from the ${count} agents on a call listened to least this week (${times}×).`,
      }),
  },
}
