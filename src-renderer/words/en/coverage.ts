// English: who has been heard, and the fair pick of a call.

export const coverageWords = {
  caption: 'How much each agent was heard in the last seven days',
  columns: { agent: 'Agent', last: 'Last heard', times: 'Times', heard: 'Heard for' },
  never: 'Not this week',
  summary: (heard: string, all: string) => `${heard} of ${all} agents heard this week`,
  queue: 'Queue',
  allQueues: 'All queues',
  sample: 'Sample a call',
  sampleHint: 'Picks from the agents who were heard least, then by chance.',
  none: 'Nobody can be listened to here right now.',
  picked: {
    never: (name: string, among: string) => `${name}: not heard this week, picked by chance from ${among} like them.`,
    least: (name: string, times: string, among: string) =>
      `${name}: heard as little this week as anybody who is on a call (${times}×); picked by chance from ${among}.`,
  },
}
