// What the monitor must know of what has happened on the line. Pure.
import { deskFailure } from '#contract/errors.ts'
import type { Line, LineEvent } from '#renderer/line/line.ts'
import type { MonitorInput } from './monitor.ts'

/** Of the line's move by this event. */
export function newsForMonitor({ call: before }: Line, { call: after }: Line, event: LineEvent): MonitorInput[] {
  if (after.kind === 'monitor' && before.kind !== 'monitor') return [{ kind: 'lineTook', ticketId: after.ticketId }]
  if (before.kind === 'monitor' && after.kind !== 'monitor') return [lineEnded(before.ticketId, event)]
  if (before.kind !== 'monitor' || after.kind !== 'monitor' || before.sound === after.sound) return []
  const { ticketId, sound } = after
  if (sound === 'awaited') return []
  return [
    sound === 'came' ? { kind: 'soundCame', ticketId } : { kind: 'soundMissing', ticketId, cause: missing[sound] },
  ]
}

const missing = { noPath: deskFailure('lineNoPath'), noPackets: deskFailure('lineNoPackets') } as const

const lineEnded = (ticketId: string, event: LineEvent): MonitorInput =>
  event.kind === 'ended' && event.cause
    ? { kind: 'lineEnded', ticketId, cause: event.cause }
    : { kind: 'lineEnded', ticketId }
