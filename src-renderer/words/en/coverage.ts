// English: who has been listened to, and the fair pick of a call.
import { pluralIn } from '../grammar/plural.ts'

const plural = pluralIn('en')

export const coverageWords = {
  caption: 'How much each agent was listened to on this computer in the last seven days',
  columns: { agent: 'Agent', last: 'Last listened to', by: 'By', times: 'Times', heard: 'Time listened' },
  never: 'Not this week',
  now: 'Listening now',
  briefly: 'Too short to count',
  scope: (least: string) => `Only what was listened to on this computer. A call counts after ${least} of listening.`,
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
        one: `${name}: the only agent on a call who hasn’t been listened to this week.`,
        other: `${name}: picked at random from ${count} agents on a call who haven’t been listened to this week.`,
      }),
    least: (name: string, times: string, among: number, count: string) =>
      plural(among, {
        one: `${name}: listened to least this week of all agents on a call (${times}×).`,
        other: `${name}: picked at random from the ${count} agents on a call who were listened to least this week (${times}×).`,
      }),
  },
}
