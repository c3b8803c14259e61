// A queue and its members as QueueStatus lists them.
import type { AmiMessage } from '#main/pbx/asterisk/wire/ami-codec.ts'

/** Ten calls so far, eight of them answered. */
export const params = (more: object = {}): AmiMessage => ({
  Event: 'QueueParams',
  Queue: 'support',
  Completed: '8',
  Abandoned: '2',
  ServiceLevel: '20',
  ServicelevelPerf: '75.0',
  ...more,
})
/** At a phone of their own, free. */
export const member = (extension: string, more: object = {}): AmiMessage => ({
  Event: 'QueueMember',
  Queue: 'support',
  Name: `Agent ${extension}`,
  StateInterface: `PJSIP/${extension}`,
  Status: '1',
  Paused: '0',
  CallsTaken: '3',
  ...more,
})
