// What a monitor must do when the picture has changed. Pure: the same monitor and picture always give the same step.
import type { Mode, Target } from '#contract/monitor.ts'
import type { Spot, View } from '../floor/picture-view.ts'

export type MonitorPhase =
  | { readonly kind: 'ringing'; readonly spot: Spot }
  | { readonly kind: 'live'; readonly spot: Spot; readonly mode: Mode }
  /** The agent's channel is gone, the call is not: a transfer may bring the next agent. `since` is epoch ms. */
  | { readonly kind: 'adrift'; readonly target: Target; readonly since: number }
  | { readonly kind: 'afterCall'; readonly target: Target }

export type Step =
  | { readonly kind: 'stay' }
  | { readonly kind: 'detach' }
  | { readonly kind: 'move'; readonly spot: Spot; readonly by: 'follow' | 'transfer' }
  | { readonly kind: 'targetEnded' }

/** A transfer takes this long at most between the old agent's hang-up and the next phone's ringing. */
export const adriftMs = 1500

const stay: Step = { kind: 'stay' }

export function nextStep(phase: MonitorPhase, follow: boolean, view: View, now: number): Step {
  switch (phase.kind) {
    case 'ringing':
      return stay
    case 'live':
      return whileLive(phase.spot, view)
    case 'adrift':
      return whileAdrift(phase, follow, view, now)
    case 'afterCall':
      return follow ? toNextCall(phase.target, view) : stay
  }
}

function whileLive(spot: Spot, view: View): Step {
  const callId = view.callOf(spot.channelId)
  if (callId === null) return { kind: 'detach' }
  // A transfer gave the same phone another partner: back to listen there.
  return callId === spot.callId ? stay : { kind: 'move', spot: { ...spot, callId }, by: 'transfer' }
}

function whileAdrift(phase: Extract<MonitorPhase, { kind: 'adrift' }>, follow: boolean, view: View, now: number): Step {
  const next = view.agentOn(phase.target.callId)
  if (next) return { kind: 'move', spot: next, by: 'transfer' }
  const state = view.callState(phase.target.callId)
  if (state === 'none' || (state === 'settled' && now - phase.since >= adriftMs)) return { kind: 'targetEnded' }
  return follow ? toNextCall(phase.target, view) : stay
}

function toNextCall(target: Target, view: View): Step {
  const spot = view.talking(target.agentId, null)
  return spot ? { kind: 'move', spot, by: 'follow' } : stay
}

export const targetOf = (phase: MonitorPhase): Target =>
  'spot' in phase ? { callId: phase.spot.callId, agentId: phase.spot.agentId } : phase.target
