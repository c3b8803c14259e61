// The one place that says when the microphone may be open, and who hears the supervisor. Pure.
import { type HeardBy, heardBy } from '#contract/monitor.ts'
import type { Line } from '#renderer/line/line.ts'
import type { Monitor } from './monitor.ts'

export type MayOpen = (monitor: Monitor, line: Line) => boolean

/**
 * True only for a speaking mode that the PBX has confirmed for the change we asked for, on a call that is up, over a line and
 * a connection that stand; or on a phone call the supervisor has answered by hand
 * and not muted.
 */
export function mayOpenMicrophone(monitor: Monitor, line: Line): boolean {
  const { call } = line
  if (line.registration.kind !== 'registered' || call.kind === 'none' || call.kind === 'ringing') return false
  if (!call.up || call.held) return false
  return call.kind === 'talking' ? !call.muted : call.ticketId === speakingTicket(monitor)
}

function speakingTicket(monitor: Monitor): string | null {
  if (monitor.phase !== 'live') return null
  const { modeState } = monitor
  const known = modeState.kind === 'confirmed' && modeState.mode !== 'listen' && modeState.changeId !== null
  const stands = monitor.links === 'up' && monitor.call === 'up' && monitor.move === null
  return known && stands ? monitor.ticket.id : null
}

/**
 * Who hears the supervisor now. On the console's own line that is a matter of its microphone; a desk phone's is not in our
 * hands, so there the last confirmed mode counts until another one is.
 */
export function heardNow(monitor: Monitor, line: Line, microphoneOpen: boolean): HeardBy {
  if (monitor.phase !== 'live' || monitor.call === 'ended') return 'nobody'
  const { modeState } = monitor
  const mode = modeState.kind === 'confirmed' ? modeState.mode : modeState.from
  return microphoneOpen || onDeskPhone(monitor, line) ? heardBy[mode] : 'nobody'
}

/** The monitor is live, but not on this console's line. */
export const onDeskPhone = (monitor: Monitor, line: Line): boolean =>
  monitor.phase === 'live' && line.call.kind !== 'monitor'
