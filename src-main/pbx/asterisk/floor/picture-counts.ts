// What a queue has done so far: the PBX's own counts when it lists them, moved by events until it lists them again.
import type { AmiMessage } from '../wire/ami-codec.ts'
import type { QueueCounts, Tables } from './picture-tables.ts'

/** The waiting channels of this queue, which from now on is known and to be told anew. */
export function queueOf(tables: Tables, name: string): Map<string, number> {
  const waiting = tables.queues.get(name) ?? new Map<string, number>()
  if (name !== '') {
    tables.queues.set(name, waiting)
    tables.dirty.queues.add(name)
  }
  return waiting
}

/** Fields: Asterisk's documentation of QueueParams; the share within the service level comes as a percentage of the completed. */
export function queueSeen(tables: Tables, event: AmiMessage): void {
  const name = event.Queue ?? ''
  queueOf(tables, name)
  const [completed, abandoned] = [whole(event.Completed), whole(event.Abandoned)]
  const [serviceWithinS, percent] = [whole(event.ServiceLevel), Number(event.ServicelevelPerf)]
  if (name === '' || completed === null || abandoned === null) return
  const within = Number.isFinite(percent) ? Math.round((completed * percent) / 100) : 0
  tables.counts.set(name, { completed, abandoned, within, serviceWithinS: serviceWithinS ?? 0 })
}

/** The caller's wait is HoldTime, in seconds, as the PBX itself compares it with the service level. */
export function completed(tables: Tables, event: AmiMessage): void {
  count(tables, event, (counts) => {
    counts.completed++
    if (Number(event.HoldTime) <= counts.serviceWithinS) counts.within++
  })
  // An agent who hands the call on completes it for the queue; it goes on without counting twice.
  const caller = tables.channels.get(event.Uniqueid ?? '')
  if (!caller) return
  caller.countedBy = event.Queue ?? null
  tables.serving.get(event.Queue ?? '')?.delete(caller.linkedId)
}

export function abandoned(tables: Tables, event: AmiMessage): void {
  count(tables, event, (counts) => {
    counts.abandoned++
  })
}

function count(tables: Tables, event: AmiMessage, add: (counts: QueueCounts) => void): void {
  const counts = tables.counts.get(event.Queue ?? '')
  if (!counts) return
  add(counts)
  tables.dirty.queues.add(event.Queue ?? '')
}

const whole = (text: string | undefined): number | null =>
  text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : null
