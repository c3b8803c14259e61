// What the monitor must know of what has happened on the line. Pure.
import { deskFailure } from '#contract/errors.ts'
import type { CallsEvent } from '#renderer/calls/next-calls.ts'
import { type Line, monitorOn } from '#renderer/line/line.ts'
import type { MonitorInput } from './monitor.ts'

/** Of the line's move by this event. */
export function newsForMonitor(lineBefore: Line, lineAfter: Line, event: CallsEvent): MonitorInput[] {
  const [before, after] = [monitorOn(lineBefore), monitorOn(lineAfter)]
  if (after && !before) return [{ kind: 'lineTook', ticketId: after.ticketId }]
  if (before && !after) return [lineEnded(before.ticketId, event)]
  if (!before || !after || before.sound === after.sound) return []
  const { ticketId, sound } = after
  if (sound === 'awaited') return []
  return [
    sound === 'came' ? { kind: 'soundCame', ticketId } : { kind: 'soundMissing', ticketId, cause: missing[sound] },
  ]
}

const missing = { noPath: deskFailure('lineNoPath'), noPackets: deskFailure('lineNoPackets') } as const

const lineEnded = (ticketId: string, event: CallsEvent): MonitorInput =>
  event.kind === 'ended' && event.cause
    ? { kind: 'lineEnded', ticketId, cause: event.cause }
    : { kind: 'lineEnded', ticketId }
