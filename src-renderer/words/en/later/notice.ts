// English: what agent and caller are told of being monitored, on the card and in the history.

export const notice = {
  name: 'Notice of monitoring',
  tone: {
    agent: 'Tone to the agent',
    caller: 'Tone to the caller',
    both: 'Tone to both',
  },
  every: (tone: string, seconds: string) => `${tone} every ${seconds} s`,
  once: (tone: string) => `${tone}, once`,
  toneFailed: 'The tone couldn’t be played',
  announcement: {
    due: 'Announcement before you speak',
    playing: 'The announcement is playing',
    given: 'Announced: you can speak',
    failed: 'The announcement couldn’t be played',
  },
  announcedTo: {
    agent: 'Announcement to the agent before the first word',
    caller: 'Announcement to the caller before the first word',
    both: 'Announcement to agent and caller before the first word',
  },
  sign: { given: 'Message on the agent’s phone', failed: 'The message couldn’t be sent to the agent’s phone' },
  isPrivate: 'Without notice, until you speak',
  wasPrivate: 'Started without notice',
} as const
