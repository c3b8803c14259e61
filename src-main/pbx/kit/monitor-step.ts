// What a monitor must do when the picture has changed. Pure: the same monitor and picture always give the same step.
import type { Mode, Target } from '#contract/monitor.ts'
import type { CallView, Spot } from './spot.ts'

export type MonitorPhase =
  | { readonly kind: 'ringing'; readonly spot: Spot }
  | { readonly kind: 'live'; readonly spot: Spot; readonly mode: Mode }
  /**
   * The agent's channel is gone or alone, the call is not over: a transfer may bring the next agent, or the agent another partner. `from`:
   * where it was. `since` (epoch ms): nobody is awaited.
   */
  | { readonly kind: 'adrift'; readonly target: Target; readonly from: Spot; readonly since: number }
  | { readonly kind: 'afterCall'; readonly target: Target }

export type Step =
  | { readonly kind: 'stay' }
  | { readonly kind: 'detach' }
  | { readonly kind: 'move'; readonly spot: Spot; readonly by: 'follow' | 'transfer' }
  | { readonly kind: 'targetEnded' }

/** A caller whom the agent has left alone is believed to be on the way to somebody for this long. */
export const adriftMs = 1500
/** The same where the PBX told that a transfer sent the caller on: its dialplan may take its time before a phone rings. */
export const transferMs = 10_000

const stay: Step = { kind: 'stay' }

export function nextStep(phase: MonitorPhase, follow: boolean, view: CallView, now: number): Step {
  switch (phase.kind) {
    case 'ringing':
      return stay
    case 'live':
      return whileLive(phase.spot, view)
    case 'adrift':
      return whileAdrift(phase, follow, view, now)
    case 'afterCall':
      return afterCall(phase.target, follow, view)
  }
}

/** A phone that rings, or a queue, may yet bring an agent: only afterwards is the caller alone. */
export function awaiting(phase: MonitorPhase, view: CallView, now: number): MonitorPhase {
  if (phase.kind !== 'adrift' || view.callState(phase.target.callId) !== 'open') return phase
  return { ...phase, since: now }
}

function whileLive(spot: Spot, view: CallView): Step {
  const callId = view.callOf(spot.channelId)
  if (callId === null) return { kind: 'detach' }
  // A transfer gave the same phone another partner: back to listen there.
  return callId === spot.callId ? stay : { kind: 'move', spot: { ...spot, callId }, by: 'transfer' }
}

function whileAdrift(
  phase: Extract<MonitorPhase, { kind: 'adrift' }>,
  follow: boolean,
  view: CallView,
  now: number,
): Step {
  const next = view.agentOn(phase.target.callId)
  if (next) return { kind: 'move', spot: next, by: 'transfer' }
  // The other party was replaced, and some PBXs count the call as another from then on (FreeSWITCH: 20 ms after they have left).
  const callId = view.callOf(phase.from.channelId)
  if (callId !== null) return { kind: 'move', spot: { ...phase.from, callId }, by: 'transfer' }
  if (isOver(view.callState(phase.target.callId), now - phase.since)) return { kind: 'targetEnded' }
  return follow ? toNextCall(phase.target, view) : stay
}

function isOver(state: ReturnType<CallView['callState']>, aloneMs: number): boolean {
  switch (state) {
    case 'none':
      return true
    case 'open':
      return false
    case 'transferred':
      return aloneMs >= transferMs
    case 'settled':
      return aloneMs >= adriftMs
  }
}

/** A call that looked over may only have been slow: as long as its caller is there an agent may take it. */
function afterCall(target: Target, follow: boolean, view: CallView): Step {
  const next = view.agentOn(target.callId)
  if (next) return { kind: 'move', spot: next, by: 'transfer' }
  return follow ? toNextCall(target, view) : stay
}

function toNextCall(target: Target, view: CallView): Step {
  const spot = view.talking(target.agentId, null)
  return spot ? { kind: 'move', spot, by: 'follow' } : stay
}

export const targetOf = (phase: MonitorPhase): Target =>
  'spot' in phase ? { callId: phase.spot.callId, agentId: phase.spot.agentId } : phase.target
