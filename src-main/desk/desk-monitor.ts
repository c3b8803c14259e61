// What the desk knows of the one monitor of its window, and what may be done with it. Pure.
import { type AccessRules, accessTo, type RefusalReason } from '#contract/access.ts'
import { type DeskError, deskFailure } from '#contract/errors.ts'
import type { Floor } from '#contract/floor.ts'
import type { ConnectorStatus } from '#contract/ipc.ts'
import type { Mode, MonitorEvent, Target } from '#contract/monitor.ts'

/** asking: the line is not connected yet. afterCall: the call is over, the line is still up. */
export type HeldMonitor = {
  readonly ticketId: string
  readonly target: Target
  readonly phase: 'asking' | 'live' | 'afterCall'
}

/** The monitor after an event of the PBX; null when nothing of it is left. Events of other monitors change nothing. */
export function nextHeld(held: HeldMonitor | null, event: MonitorEvent): HeldMonitor | null {
  if (held?.ticketId !== event.ticketId) return held
  switch (event.kind) {
    case 'attached':
    case 'retargeted':
      return { ...held, target: event.target, phase: 'live' }
    case 'targetEnded':
      return { ...held, phase: 'afterCall' }
    case 'mode':
      return held
    case 'ended':
      return null
  }
}

export type Scene = {
  readonly floor: Floor | null
  readonly status: ConnectorStatus
  readonly rules: AccessRules
}

/** Why this call cannot be listened to now; null when it can. */
export function whyNotListen(scene: Scene, target: Target): DeskError | null {
  if (scene.status.phase === 'behind') return refusal('feedStale')
  if (scene.status.phase !== 'live' || !scene.floor) return deskFailure('pbxUnreachable', scene.status.phase)
  return whyNotMode(scene, target, 'listen')
}

/** Why the held monitor cannot go to this mode now; null when it can. Back to listen is never refused. */
export function whyNotSwitch(scene: Scene, held: HeldMonitor, mode: Mode): DeskError | null {
  if (mode === 'listen') return null
  if (held.phase === 'asking') return refusal('notLive')
  if (held.phase === 'afterCall') return refusal('callEnded')
  if (scene.status.phase !== 'live' || !scene.floor) return refusal('feedStale')
  return whyNotMode(scene, held.target, mode)
}

function whyNotMode(scene: Scene, target: Target, mode: Mode): DeskError | null {
  const call = scene.floor?.calls[target.callId]
  if (!call) return deskFailure('callGone')
  const onCall = [call.agentId, call.from.agentId, call.to.agentId].includes(target.agentId)
  if (!onCall) return deskFailure('callGone', 'the agent is not on this call')
  const verdict = accessTo(call, target.agentId, scene.rules)[mode]
  if (verdict.allowed) return null
  return verdict.reason === 'notAnswered' ? deskFailure('notAnswered') : refusal(verdict.reason)
}

const refusal = (reason: RefusalReason): DeskError => deskFailure('refusedByAccess', reason)
