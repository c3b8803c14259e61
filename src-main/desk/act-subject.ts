// What an act is done to: whom its right is judged by, whether they are there, and their names for the history. Pure.
import type { ActKind } from '#contract/acts/act-kinds.ts'
import type { Act, Destination } from '#contract/acts/acts.ts'
import { type DeskError, deskFailure } from '#contract/errors.ts'
import { type Call, emptyFloor, type Floor, otherParty, partiesOf } from '#contract/floor.ts'
import type { ActRecord } from '#contract/history.ts'
import type { RightTarget } from '#main/rights/why-not.ts'

/** A number of the house is no way out. */
export function rightOf(act: Act, floor: Floor | null): ActKind {
  if (act.kind !== 'transferCall' || act.to.kind !== 'number') return act.kind
  const { number } = act.to
  const inHouse = floor ? [...Object.values(floor.agents), ...Object.values(floor.queues)] : []
  return inHouse.some(({ extension }) => extension === number) ? 'transferCall' : 'transferOut'
}

/** The call of an act, and the agent it is done to; null: there is none. */
function partsOf(act: Act): { readonly callId: string | null; readonly agentId: string | null } {
  switch (act.kind) {
    case 'takeOver':
      return act.target
    case 'endCall':
    case 'moveWaiting':
    case 'record':
    case 'stopRecording':
    case 'markRecording':
    case 'pickCall':
      return { callId: act.callId, agentId: null }
    case 'holdCall':
    case 'resumeCall':
    case 'transferCall':
    case 'parkCall':
      return { callId: act.callId, agentId: act.agentId }
    case 'pause':
    case 'ready':
    case 'logIn':
    case 'logOut':
    case 'endWrapUp':
    case 'forceLogOut':
    case 'sendText':
      return { callId: null, agentId: act.agentId }
    case 'broadcast':
      return { callId: null, agentId: null }
  }
}

/** Where the call goes by it. */
function destinationOf(act: Act): Destination | null {
  if (act.kind === 'transferCall') return act.to
  if (act.kind === 'pickCall' && act.by !== 'me') return { kind: 'agent', agentId: act.by.agentId }
  return act.kind === 'moveWaiting' && act.to !== 'front' ? { kind: 'queue', queueId: act.to.queueId } : null
}

function queuesOf(act: Act, call: Call | null, floor: Floor): readonly string[] {
  if (call) return call.queueId === null ? [] : [call.queueId]
  if (act.kind === 'broadcast') return [act.queueId]
  const named = 'queueIds' in act ? act.queueIds : null
  const { agentId } = partsOf(act)
  return named ?? (agentId === null ? [] : (floor.agents[agentId]?.queues ?? []))
}

/** A waiting call has no agent: who is to be given it stands for one. */
export function subjectOf(act: Act, floor: Floor): RightTarget {
  const { callId, agentId } = partsOf(act)
  const call = callId === null ? null : (floor.calls[callId] ?? null)
  const to = destinationOf(act)
  const given = to?.kind === 'agent' ? to.agentId : null
  return {
    call,
    agentId: agentId ?? call?.agentId ?? given,
    others: given === null ? [] : [given],
    queueIds: queuesOf(act, call, floor),
  }
}

/** Whether what the act is done to, and where it leads, is on the floor as it was seen. */
export function whyNotThere(act: Act, floor: Floor): DeskError | null {
  const { callId, agentId } = partsOf(act)
  const call = callId === null ? undefined : floor.calls[callId]
  if (callId !== null && !call) return deskFailure('callGone')
  if (call && agentId !== null && !partiesOf(call).some((one) => one.agentId === agentId) && call.agentId !== agentId)
    return deskFailure('peopleChanged')
  if (agentId !== null && !floor.agents[agentId]) return deskFailure('actNotPossible', 'noSuchAgent')
  const to = destinationOf(act)
  if (to?.kind === 'agent' && !floor.agents[to.agentId]) return deskFailure('actNotPossible', 'noSuchAgent')
  const queues = [...queuesOf(act, null, floor), ...(to?.kind === 'queue' ? [to.queueId] : [])]
  return call || queues.every((id) => floor.queues[id])
    ? whyNotQueue(to, floor)
    : deskFailure('actNotPossible', 'noSuchQueue')
}

const whyNotQueue = (to: Destination | null, floor: Floor): DeskError | null =>
  to?.kind === 'queue' && !floor.queues[to.queueId] ? deskFailure('actNotPossible', 'noSuchQueue') : null

/** For the history: names as the floor gives them now. */
export function tellSubject(
  act: Act,
  floor: Floor | null,
): Pick<ActRecord, 'agent' | 'call' | 'queues' | 'to' | 'detail'> {
  const { callId, agentId: named } = partsOf(act)
  const call = callId === null ? null : (floor?.calls[callId] ?? null)
  const agentId = named ?? call?.agentId ?? null
  const agent = agentId === null ? null : (floor?.agents[agentId] ?? { id: agentId, name: agentId, extension: agentId })
  const other = call && (agentId === null ? call.from : otherParty(call, agentId))
  return {
    agent: agent && { id: agent.id, name: agent.name, extension: agent.extension },
    call:
      callId === null
        ? null
        : { id: callId, other: other && { name: other.name, number: other.number, onNet: other.onNet } },
    queues: queuesOf(act, call, floor ?? emptyFloor)
      .slice(0, 200)
      .map((id) => ({ id, name: floor?.queues[id]?.name ?? id })),
    to: tellTo(act, floor),
    detail: detailOf(act),
  }
}

function tellTo(act: Act, floor: Floor | null): ActRecord['to'] {
  const to = destinationOf(act)
  if (!to) return null
  if (to.kind === 'number') return { name: '', number: to.number }
  const row = to.kind === 'agent' ? floor?.agents[to.agentId] : floor?.queues[to.queueId]
  const id = to.kind === 'agent' ? to.agentId : to.queueId
  return { name: row?.name ?? id, number: row?.extension ?? null }
}

function detailOf(act: Act): string | null {
  if (act.kind === 'pause') return act.reason
  if (act.kind === 'sendText' || act.kind === 'broadcast') return act.text
  if (act.kind === 'markRecording') return act.label
  return act.kind === 'moveWaiting' && act.to === 'front' ? 'front' : null
}
