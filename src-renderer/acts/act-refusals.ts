// Why an act cannot be asked for on a row now, in the catalogue's words. Menu, commands and palette all ask here. Pure.
import type { ActKind } from '#contract/acts/act-kinds.ts'
import type { Agent, Call, Floor } from '#contract/floor.ts'
import type { SiteInfo } from '#contract/ipc.ts'
import type { RowSubject } from '#renderer/grid/row-about.ts'
import { type Monitor, targetOf } from '#renderer/monitor/logic/monitor.ts'
import { because, type Refusal } from '#renderer/monitor/refusals.ts'
import type { Words } from '#renderer/words/words.ts'
import type { AskedKind } from './acts-store.ts'

export type ActScene = {
  readonly floor: Floor | null
  readonly site: Pick<SiteInfo, 'capabilities' | 'actRights'> | null
  readonly feedLive: boolean
  readonly monitor: Monitor
}

/** `noRow`: there is no row the keyboard is on. */
export function actRefusal(words: Words, kind: AskedKind, subject: RowSubject | null, scene: ActScene): Refusal | null {
  const { site, feedLive } = scene
  if (!subject || !site) return because(words.keys.refusals.noRowAtAll)
  const can = site.capabilities.acts[kind]
  if (can === undefined) return because(words.refusals.notByThisPbx)
  if (!rightsFor(kind).some((right) => site.actRights.includes(right))) return because(words.refusals.noRight)
  if (!feedLive) return because(words.refusals.feedStale)
  if (can) return because(can.detail === 'notByThisPbx' ? words.refusals.notByThisPbx : words.errors[can.code])
  return actFits(kind, subject, scene) ? null : because(words.errors.actNotPossible)
}

const rightsFor = (kind: AskedKind): readonly ActKind[] => (kind === 'transferCall' ? [kind, 'transferOut'] : [kind])

/** Whether it makes sense on what the row shows; else a menu leaves it out. */
export function actFits(kind: AskedKind, subject: RowSubject, scene: ActScene): boolean {
  const { floor } = scene
  if (kind === 'broadcast') return subject.of === 'queue'
  if (subject.of === 'queue' || subject.of === 'team') return false
  const agents = subject.of === 'agents' ? subject.agentIds.flatMap((id) => floor?.agents[id] ?? []) : []
  const ofAgents = agentActs[kind]
  if (ofAgents) return agents.some(ofAgents)
  const { call, agentId } = callOf(subject, floor)
  if (!call) return false
  if (kind !== 'takeOver') return callActs[kind]?.(call, agentId) ?? false
  const monitored = targetOf(scene.monitor)
  // On the row of an agent it is this one who leaves.
  return monitored?.callId === call.id && (subject.of === 'call' || monitored.agentId === agentId)
}

/** The call of a row, and the agent of whom it is. Of several agents there is none. */
export function callOf(subject: RowSubject, floor: Floor | null): { call: Call | undefined; agentId: string | null } {
  if (subject.of === 'call') {
    const call = floor?.calls[subject.callId]
    return { call, agentId: call?.agentId ?? null }
  }
  const [agentId, ...others] = subject.of === 'agents' ? subject.agentIds : []
  if (agentId === undefined || others.length > 0) return { call: undefined, agentId: null }
  return { call: floor?.calls[floor.agents[agentId]?.callId ?? ''], agentId }
}

const isIn = ({ presence }: Agent): boolean => presence.kind !== 'loggedOut'

const agentActs: Partial<Record<AskedKind, (agent: Agent) => boolean>> = {
  pause: (agent) => isIn(agent) && (agent.presence.kind !== 'paused' || Boolean(agent.presence.queues)),
  // Who was paused on a call is shown on it.
  ready: ({ presence }) => presence.kind === 'paused' || presence.kind === 'onCall',
  logIn: () => true,
  logOut: (agent) => isIn(agent) && agent.queues.length > 0,
  endWrapUp: ({ presence }) => presence.kind === 'wrapUp',
  forceLogOut: isIn,
  sendText: () => true,
}

/** It is done to a call, on whichever row it is asked for. */
export const isCallAct = (kind: AskedKind): boolean => kind === 'takeOver' || callActs[kind] !== undefined

const isUp = ({ state }: Call): boolean => state === 'talking' || state === 'held'

const callActs: Partial<Record<AskedKind, (call: Call, agentId: string | null) => boolean>> = {
  endCall: () => true,
  holdCall: ({ state }, agentId) => agentId !== null && state === 'talking',
  resumeCall: ({ state }, agentId) => agentId !== null && state === 'held',
  transferCall: (call, agentId) => (agentId !== null && isUp(call)) || call.state === 'waiting',
  pickCall: ({ state }) => state === 'waiting' || state === 'ringing' || state === 'parked',
  moveWaiting: ({ state, queueId }) => state === 'waiting' && queueId !== null,
  parkCall: (call, agentId) => agentId !== null && isUp(call),
  record: isUp,
  stopRecording: isUp,
  markRecording: isUp,
}
