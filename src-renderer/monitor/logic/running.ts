// Monitor and line as they run together, and whether what a monitor rests on stands: the feed, the desk, the line.
import type { ConnectorStatus } from '#contract/ipc.ts'
import type { Target } from '#contract/monitor.ts'
import { type Line, monitorOn, noLine } from '#renderer/line/line.ts'
import type { Microphone, SpeakerState } from '#renderer/line/phone.ts'
import { idle, type Monitor } from './monitor.ts'

export type Running = {
  readonly monitor: Monitor
  readonly line: Line
  readonly microphone: Microphone
  readonly speaker: SpeakerState
  readonly opens: boolean // the microphone, as soon as the screen says who hears
  /** What would be sent is a test tone, and for no call but this; null: it is the microphone. */
  readonly toneOnlyOn: Target | null
  readonly feed: ConnectorStatus['phase']
  readonly deskUp: boolean
}

export const atRest: Running = {
  monitor: idle,
  line: noLine,
  microphone: { source: 'idle', open: false },
  speaker: 'ready',
  opens: false,
  toneOnlyOn: null,
  feed: 'connecting',
  deskUp: true,
}

/** Why the mode in force cannot be known now, or null when all stands. A monitor on a desk phone needs no line here. */
export function brokenLink({ line, feed, deskUp }: Running): 'interrupted' | 'onHold' | 'resting' | null {
  if (!deskUp || feed !== 'live') return 'interrupted'
  if (line.call.kind !== 'monitor') return monitorOn(line) ? 'resting' : null
  // For a moment the feed alone says what is in force.
  const { kind } = line.registration
  if (kind !== 'registered' && kind !== 'reconnecting') return 'interrupted'
  return line.call.held ? 'onHold' : null
}
