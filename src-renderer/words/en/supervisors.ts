// English: other supervisors on the same calls, and passing a call on to one of them.

export const supervisors = {
  mode: {
    listen: (name: string) => `${name} is listening`,
    whisperAgent: (name: string) => `${name} is whispering to the agent`,
    whisperCaller: (name: string) => `${name} is speaking to the caller only`,
    join: (name: string) => `${name} has joined the call`,
    maybeAgent: (name: string) => `${name} may be heard by the agent`,
    maybeCaller: (name: string) => `${name} may be heard by the caller`,
    maybeBoth: (name: string) => `${name} may be heard by the agent and the caller`,
    other: (name: string) => `${name} is also on this call`,
  },
  short: {
    listen: 'listening',
    whisperAgent: 'whispering',
    whisperCaller: 'to the caller only',
    join: 'joined',
    maybeAgent: 'may be heard',
    maybeCaller: 'may be heard',
    maybeBoth: 'may be heard',
    other: 'on this call',
  },
  handOver: 'Pass to…',
  handOverTo: (name: string) => `Pass to ${name}`,
  nobodyElse: 'No other supervisor has Earshot open.',
  waitingFor: (name: string) => `Asking ${name} to take over. You stay on the call until then.`,
  withdraw: 'Cancel',
  outcome: {
    declined: (name: string) => `${name} declined. You’re still on the call.`,
    timedOut: (name: string) => `${name} didn’t answer. You’re still on the call.`,
    taken: (name: string) => `${name} has taken over. You’re no longer on the call.`,
    failed: (sentence: string) => `The call couldn’t be passed on. ${sentence}`,
  },
  offer: {
    region: 'Call passed to you',
    from: (name: string, agent: string, other: string) => `${name} asks you to take over ${agent}’s call with ${other}`,
    notes: 'Notes so far',
    accept: 'Take over',
    decline: 'Decline',
  },
}
