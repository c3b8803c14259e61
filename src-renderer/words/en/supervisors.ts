// English: other supervisors on the same calls, and handing a monitor over to one of them.

export const supervisors = {
  mode: {
    listen: (name: string) => `${name} is listening`,
    whisperAgent: (name: string) => `${name} is whispering to the agent`,
    whisperCaller: (name: string) => `${name} is whispering to the caller`,
    join: (name: string) => `${name} has joined the call`,
    other: (name: string) => `${name} is monitoring`,
  },
  handOver: 'Hand over',
  handOverTo: (name: string) => `Hand over to ${name}`,
  nobodyElse: 'No other supervisor is at a console.',
  waitingFor: (name: string) => `Asking ${name} to take over. You stay on the call until then.`,
  withdraw: 'Do not hand over',
  outcome: {
    declined: (name: string) => `${name} did not take over. You are still on the call.`,
    timedOut: (name: string) => `${name} did not answer. You are still on the call.`,
    taken: (name: string) => `${name} has taken over. Your monitoring has ended.`,
    failed: (sentence: string) => `The hand-over was not possible. ${sentence}`,
  },
  offer: {
    region: 'Hand-over of a monitor',
    from: (name: string, agent: string, other: string) =>
      `${name} asks you to take over the call of ${agent} with ${other}`,
    notes: 'Notes so far',
    accept: 'Take over',
    decline: 'Decline',
  },
}
