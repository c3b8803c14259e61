// Whether the people on the call are still those a speaking mode was chosen for, as this window sees the floor. Pure.
import type { Floor } from '#contract/floor.ts'
import { type Withdrawal, whyNotStill } from '#contract/hearers.ts'
import type { SiteInfo } from '#contract/ipc.ts'
import type { Mode } from '#contract/monitor.ts'
import type { Live, Monitor, MonitorInput } from './monitor.ts'

/** What becomes of the monitor; null while all is as it was chosen. The desk judges for itself, this is only sooner. */
export function judgedByWindow(
  monitor: Monitor,
  floor: Floor | null,
  site: SiteInfo,
): Extract<MonitorInput, { kind: 'withdrawn' }> | null {
  const mode = monitor.phase === 'live' && monitor.call === 'up' ? speakingMode(monitor) : null
  if (monitor.phase !== 'live' || mode === null) return null
  const { target, ticket, chosenFor } = monitor
  const why = whyNotStill({ mode, hearers: chosenFor }, floor?.calls[target.callId], target.agentId, site)
  return why && { kind: 'withdrawn', ticketId: ticket.id, why: shownAs(why) }
}

/** The speaking mode in force or on its way; null where there is none. */
function speakingMode({ modeState }: Live): Mode | null {
  if (modeState.kind === 'fallingBack') return null
  const mode = modeState.kind === 'confirmed' ? modeState.mode : modeState.to
  return mode === 'listen' ? null : mode
}

const shownAs = (why: NonNullable<ReturnType<typeof whyNotStill>>): Withdrawal =>
  why === 'callGone' ? 'peopleChanged' : why
