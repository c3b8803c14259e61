// When something happened by the PBX's own clock, as far as AMI events tell.
import type { AmiMessage } from './ami-codec.ts'

/**
 * Epoch ms of the oldest event that says when it happened, or null. With `timestampevents = yes` (manager.conf) each does, when
 * AMI was told of it; a Newchannel does always, since a Uniqueid begins with the second in which the channel was made, which is
 * before anything in Asterisk could wait. (Asterisk docs: "AMI v2 Specification", "Unique ids".)
 */
export function firstStamp(events: readonly AmiMessage[]): number | null {
  for (const event of events) {
    const stamp = stampOf(event)
    if (stamp !== null) return stamp
  }
  return null
}

function stampOf({ Event, Uniqueid = '', Timestamp = '' }: AmiMessage): number | null {
  const born = Event === 'Newchannel' ? /(?:^|-)(\d{9,11})\.\d+$/.exec(Uniqueid)?.[1] : undefined
  if (born !== undefined) return Number(born) * 1000
  return /^\d{9,11}\.\d+$/.test(Timestamp) ? Number(Timestamp) * 1000 : null
}
