// What the desk knows of the one monitor of its window, and what may be done with it. Pure.
import { type AccessRules, accessTo, type RefusalReason } from '#contract/access.ts'
import { type DeskError, deskFailure } from '#contract/errors.ts'
import type { Floor } from '#contract/floor.ts'
import type { ConnectorStatus } from '#contract/ipc.ts'
import type { Mode, MonitorEvent, Target } from '#contract/monitor.ts'

/** asking: the line is not connected yet. afterCall: the call is over, the line is still up. */
export type CurrentMonitor = {
  readonly ticketId: string
  readonly target: Target
  readonly phase: 'asking' | 'live' | 'afterCall'
}

/** The monitor after an event of the PBX; null when nothing of it is left. Events of other monitors change nothing. */
export function nextCurrent(current: CurrentMonitor | null, event: MonitorEvent): CurrentMonitor | null {
  if (current?.ticketId !== event.ticketId) return current
  switch (event.kind) {
    case 'attached':
    case 'retargeted':
      return { ...current, target: event.target, phase: 'live' }
    case 'targetEnded':
      return { ...current, phase: 'afterCall' }
    case 'mode':
    case 'unsure':
      return current
    case 'ended':
      return null
  }
}

export type AccessContext = {
  readonly floor: Floor | null
  readonly status: ConnectorStatus
  readonly rules: AccessRules
}

/** Why this call cannot be listened to now; null when it can. */
export function whyNotListen(context: AccessContext, target: Target): DeskError | null {
  if (context.status.phase === 'behind') return refusal('feedStale')
  if (context.status.phase !== 'live' || !context.floor) return deskFailure('pbxUnreachable', context.status.phase)
  return whyNotMode(context, target, 'listen')
}

/** Why the monitor cannot go to this mode now; null when it can. Back to listen is never refused. */
export function whyNotSwitch(context: AccessContext, current: CurrentMonitor, mode: Mode): DeskError | null {
  if (mode === 'listen') return null
  if (current.phase === 'asking') return refusal('notLive')
  if (current.phase === 'afterCall') return refusal('callEnded')
  if (context.status.phase !== 'live' || !context.floor) return refusal('feedStale')
  return whyNotMode(context, current.target, mode)
}

function whyNotMode(context: AccessContext, target: Target, mode: Mode): DeskError | null {
  const call = context.floor?.calls[target.callId]
  if (!call) return deskFailure('callGone')
  const onCall = [call.agentId, call.from.agentId, call.to.agentId].includes(target.agentId)
  if (!onCall) return deskFailure('callGone', 'the agent is not on this call')
  const verdict = accessTo(call, target.agentId, context.rules)[mode]
  if (verdict.allowed) return null
  return verdict.reason === 'notAnswered' ? deskFailure('notAnswered') : refusal(verdict.reason)
}

const refusal = (reason: RefusalReason): DeskError => deskFailure('refusedByAccess', reason)
