// English: the wallboard, read from across the room.

export const wallboard = {
  open: 'Open wallboard',
  leave: 'Close wallboard',
  leaveKey: 'Esc',
  queues: 'Queues',
  total: 'All queues',
  waiting: 'Waiting',
  longestWait: 'Longest wait',
  inProgress: 'On calls',
  serviceLevel: 'Service level',
  answeredIn: (seconds: string) => `Answered in ${seconds} s`,
  abandoned: 'Abandoned today',
  agentsAvailable: 'Available',
  noQueues: 'No queues are set up at this site.',
  loading: 'Waiting for the phone system. Queues appear here as soon as it answers.',
  stale: (at: string) => `Not live. Showing the figures from ${at}.`,
  noTrend: 'The chart fills in over the first few minutes.',
  chart: (queue: string) => `Callers waiting and on calls in ${queue}`,
  trend: (waiting: string, most: string, at: string) => `${waiting} waiting now, at most ${most} at ${at}.`,
  span: (from: string, to: string) => `From ${from} to ${to}`,
  legend: { waiting: 'waiting', inProgress: 'on calls' },
}
