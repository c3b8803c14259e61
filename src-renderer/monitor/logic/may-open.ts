// The one place that says when the microphone may be open, and who hears the supervisor. Pure.
import { type HeardBy, heardBy, heardByAny, type Mode, type Target } from '#contract/monitor.ts'
import type { Line } from '#renderer/line/line.ts'
import { doubtOf } from './mode-state.ts'
import { type Live, type Monitor, sameTarget, targetOf } from './monitor.ts'

export type MayOpen = (monitor: Monitor, line: Line) => boolean

/**
 * True only for a speaking mode that the PBX has confirmed for the change we asked for and that is not muted, on a call that is up and heard, over a
 * line and a connection that stand (or whose socket closed a moment ago: the feed confirms the mode); or on a phone call the supervisor has answered by hand
 * and not muted, whatever becomes of the registration meanwhile.
 */
export function mayOpenMicrophone(monitor: Monitor, line: Line): boolean {
  const { call } = line
  if (call.kind === 'none' || call.kind === 'ringing') return false
  if (!call.up || call.held) return false
  if (call.kind === 'talking') return !call.muted
  if (call.sound !== 'came') return false
  const { kind } = line.registration
  return (kind === 'registered' || kind === 'reconnecting') && call.ticketId === speakingTicket(monitor)
}

/** A test tone that stands in for the microphone goes to the one call it is meant for; whoever else is on the line hears nothing. */
export function mayLetToneOut(monitor: Monitor, line: Line, onlyOn: Target): boolean {
  return line.call.kind === 'monitor' && sameTarget(targetOf(monitor), onlyOn)
}

function speakingTicket(monitor: Monitor): string | null {
  if (monitor.phase !== 'live') return null
  const { modeState } = monitor
  const known = modeState.kind === 'confirmed' && modeState.mode !== 'listen' && modeState.changeId !== null
  if (known && modeState.muted) return null
  const stands = monitor.links === 'up' && monitor.call === 'up' && monitor.move === null && !monitor.taking
  return known && stands ? monitor.ticket.id : null
}

/** What the console can say of who hears: for certain, or only who may. */
export type Heard = HeardBy | MayHear
export type MayHear = 'maybeAgent' | 'maybeCaller' | 'maybeBoth'

/**
 * Who hears the supervisor now; never less than is possible. On the console's own line nobody hears a closed microphone, whatever the PBX
 * does. The microphone of another phone is not in our hands: there it is whoever hears in the mode that is in force, and while that is
 * not known, or the end not confirmed, whoever may.
 */
export function heardNow(monitor: Monitor, microphoneOpen: boolean): Heard {
  switch (monitor.phase) {
    case 'idle':
    case 'asking': // each monitor begins in listen
      return 'nobody'
    case 'connecting': // digits may be pressed on a phone that was picked up
      return monitor.takenBy === 'console' ? 'nobody' : mayHear(monitor.doubt?.may ?? [])
    case 'live':
      return heardWhileLive(monitor, microphoneOpen)
    case 'ending':
      return monitor.takenBy === 'console' ? 'nobody' : mayHear(monitor.doubt.may)
  }
}

function heardWhileLive(monitor: Live, microphoneOpen: boolean): Heard {
  const { modeState, takenBy } = monitor
  if (monitor.call === 'ended' || (takenBy === 'console' && !microphoneOpen)) return 'nobody'
  if (modeState.kind === 'confirmed' && monitor.links === 'up') return heardBy[modeState.mode]
  return mayHear(doubtOf(modeState).may)
}

function mayHear(modes: readonly Mode[]): Heard {
  const by = heardByAny(modes)
  return by === 'nobody' ? by : maybe[by]
}

/** The call whose people the card names: on the way to another call, or to its end, those of the one before as long as they may hear. */
export const targetShown = (monitor: Monitor, heard: Heard): Target | null =>
  (monitor.phase === 'live' || monitor.phase === 'ending') && heard !== 'nobody' ? monitor.target : targetOf(monitor)

export const isDoubt = (heard: Heard): heard is MayHear => heard.startsWith('maybe')

const maybe = { agent: 'maybeAgent', caller: 'maybeCaller', both: 'maybeBoth' } as const

/** The monitor is, or was until its end was asked for, on a phone whose microphone the console cannot close. */
export const onOtherPhone = (monitor: Monitor): boolean =>
  (monitor.phase === 'live' || monitor.phase === 'ending') && monitor.takenBy === 'otherPhone'
