// English: the wallboard, read from across the room.

export const wallboard = {
  open: 'Open the wallboard',
  leave: 'Leave the wallboard',
  leaveKey: 'Esc',
  queues: 'Queues',
  total: 'All queues',
  waiting: 'Waiting',
  longestWait: 'Longest wait',
  inProgress: 'In progress',
  serviceLevel: 'Service level',
  abandoned: 'Abandoned today',
  agentsAvailable: 'Available',
  noQueues: 'No queues are set up at this site.',
  loading: 'Waiting for the phone system. The queues appear here as soon as it answers.',
  stale: (at: string) => `Not live. These are the figures of ${at}.`,
  noTrend: 'The chart begins with the first minutes of the console.',
  chart: (queue: string) => `Calls waiting and in progress in ${queue}`,
  trend: (waiting: string, most: string, at: string) => `${waiting} waiting now, at most ${most} at ${at}.`,
  span: (from: string, to: string) => `From ${from} to ${to}`,
  legend: { waiting: 'waiting', inProgress: 'in progress' },
}
