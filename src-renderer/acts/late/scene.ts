// From what a person chose to the acts that are asked of the desk, and what takes them back. Pure.
import type { Act, Destination } from '#contract/acts/acts.ts'
import type { Agent, Floor } from '#contract/floor.ts'
import type { RowSubject } from '#renderer/grid/row-about.ts'
import { type ActScene, callOf } from '../act-refusals.ts'
import type { AskedKind } from '../acts-store.ts'

/** What was chosen besides: nothing, a reason or a text, queues, where to. front: of a queue; me: the own line. */
export type Choice =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'queues'; readonly queueIds: readonly string[] | null }
  | { readonly kind: 'to'; readonly to: Destination }
  | { readonly kind: 'front' }
  | { readonly kind: 'me' }

/** Empty where the floor has changed so that there is nothing to ask any more. */
export function actsFor(kind: AskedKind, subject: RowSubject, scene: ActScene, choice: Choice): readonly Act[] {
  if (subject.of === 'queue')
    return kind === 'broadcast' && choice.kind === 'text' ? [{ kind, queueId: subject.queueId, text: choice.text }] : []
  if (subject.of === 'team') return []
  if (subject.of === 'agents') {
    const acts = subject.agentIds.flatMap((agentId) => agentAct(kind, agentId, choice) ?? [])
    if (acts.length > 0) return acts
  }
  const act = callAct(kind, subject, scene, choice)
  return act ? [act] : []
}

function agentAct(kind: AskedKind, agentId: string, choice: Choice): Act | null {
  const queueIds = choice.kind === 'queues' && choice.queueIds ? [...choice.queueIds] : null
  switch (kind) {
    case 'pause':
      return { kind, agentId, queueIds: null, reason: choice.kind === 'text' ? choice.text : null }
    case 'ready':
      return { kind, agentId, queueIds: null }
    case 'logIn':
      return queueIds && { kind, agentId, queueIds }
    case 'logOut':
      return { kind, agentId, queueIds }
    case 'endWrapUp':
    case 'forceLogOut':
      return { kind, agentId }
    case 'sendText':
      return choice.kind === 'text' ? { kind, agentId, text: choice.text } : null
    default:
      return null
  }
}

function callAct(kind: AskedKind, subject: RowSubject, scene: ActScene, choice: Choice): Act | null {
  const { call, agentId } = callOf(subject, scene.floor)
  if (!call) return null
  const callId = call.id
  switch (kind) {
    case 'takeOver': {
      const { monitor } = scene
      if (monitor.phase !== 'live' || agentId === null) return null
      return { kind, ticketId: monitor.ticket.id, target: { callId, agentId } }
    }
    case 'endCall':
    case 'record':
    case 'stopRecording':
      return { kind, callId }
    case 'holdCall':
    case 'resumeCall':
    case 'parkCall':
      return agentId === null ? null : { kind, callId, agentId }
    case 'transferCall':
      return choice.kind === 'to' ? { kind, callId, agentId, to: choice.to } : null
    case 'pickCall':
      return pickOf(callId, choice)
    case 'moveWaiting':
      return moveOf(callId, choice)
    case 'markRecording':
      return choice.kind === 'text' ? { kind, callId, label: choice.text } : null
    default:
      return null
  }
}

function pickOf(callId: string, choice: Choice): Act | null {
  if (choice.kind === 'me') return { kind: 'pickCall', callId, by: 'me' }
  return choice.kind === 'to' && choice.to.kind === 'agent'
    ? { kind: 'pickCall', callId, by: { agentId: choice.to.agentId } }
    : null
}

function moveOf(callId: string, choice: Choice): Act | null {
  if (choice.kind === 'front') return { kind: 'moveWaiting', callId, to: 'front' }
  return choice.kind === 'to' && choice.to.kind === 'queue'
    ? { kind: 'moveWaiting', callId, to: { queueId: choice.to.queueId } }
    : null
}

/** `before`: the floor as it was when it was asked for. null: nothing takes it back. */
export function undoOf(act: Act, before: Floor | null): Act | null {
  const agent = 'agentId' in act && act.agentId !== null ? before?.agents[act.agentId] : undefined
  switch (act.kind) {
    case 'pause':
      return agent && isPaused(agent) ? null : { kind: 'ready', agentId: act.agentId, queueIds: act.queueIds }
    case 'ready':
      if (agent?.presence.kind !== 'paused' || agent.presence.queues) return null
      return { kind: 'pause', agentId: act.agentId, queueIds: act.queueIds, reason: agent.presence.reason }
    case 'logIn': {
      const joined = act.queueIds.filter((queue) => !agent?.queues.includes(queue))
      return joined.length === 0 ? null : { kind: 'logOut', agentId: act.agentId, queueIds: joined }
    }
    case 'logOut': {
      const left = act.queueIds ?? agent?.queues ?? []
      return left.length === 0 ? null : { kind: 'logIn', agentId: act.agentId, queueIds: [...left] }
    }
    case 'holdCall':
      return { kind: 'resumeCall', callId: act.callId, agentId: act.agentId }
    case 'resumeCall':
      return { kind: 'holdCall', callId: act.callId, agentId: act.agentId }
    case 'moveWaiting': {
      const queueId = before?.calls[act.callId]?.queueId ?? null
      return act.to === 'front' || queueId === null
        ? null
        : { kind: 'moveWaiting', callId: act.callId, to: { queueId } }
    }
    case 'record':
      return { kind: 'stopRecording', callId: act.callId }
    default:
      return null
  }
}

/** Who has logged out meanwhile and what is gone is left as it is. The floor may still show the rest as it was before. */
export const stillToUndo = (acts: readonly Act[], floor: Floor | null): readonly Act[] =>
  acts.filter((act) => {
    if ('callId' in act) return floor?.calls[act.callId] !== undefined
    if (act.kind !== 'ready' && act.kind !== 'pause') return true
    const agent = floor?.agents[act.agentId]
    return agent !== undefined && agent.presence.kind !== 'loggedOut'
  })

const isPaused = ({ presence }: Agent): boolean => presence.kind === 'paused'

/** By which the store knows what was asked for. */
export const rowOf = (act: Act): string => {
  if (act.kind === 'broadcast') return `queue ${act.queueId}`
  if (act.kind === 'takeOver') return `call ${act.target.callId}`
  return 'callId' in act ? `call ${act.callId}` : `agent ${act.agentId}`
}
