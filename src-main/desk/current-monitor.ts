// What the desk knows of the one monitor of its window, and what may be done with it. Pure.
import { type AccessRules, accessTo, type RefusalReason } from '#contract/access.ts'
import { type DeskError, deskFailure } from '#contract/errors.ts'
import { type Call, type Floor, partiesOf } from '#contract/floor.ts'
import { type Choice, hearersOf, sameHearers, type WhyNot, whyNotStill } from '#contract/hearers.ts'
import type { ConnectorStatus, RequestInput } from '#contract/ipc.ts'
import { type EndReason, heardByAny, type Mode, type MonitorEvent, type Target } from '#contract/monitor.ts'
import { judged } from '#main/rights/for-window.ts'
import { type RightsNow, whyNobody } from '#main/rights/rights-now.ts'

/** asking: the line is not connected yet. afterCall: the call is over, the line is still up. */
export type CurrentMonitor = {
  readonly ticketId: string
  readonly target: Target
  readonly phase: 'asking' | 'live' | 'afterCall'
  /** The speaking modes that may be in force: the last confirmed one, and what was asked for since. */
  readonly choices: readonly NumberedChoice[]
  readonly confirmedId: number // changeId of the last mode confirmed on this call
  /** The desk has taken them back, up to that changeId, and asked for listen, which is not confirmed yet. */
  readonly withdrawn: { readonly upTo: number; readonly modes: readonly Mode[] } | null
  /** Told by the PBX and not cleared up yet: any of these may be in force. */
  readonly unsure: Pick<Unsure, 'modes' | 'until'> | null
  readonly hops: number // on their way
  /** Why the desk ends it by itself: nobody could know that it is in listen, or who sits here may not hear the call. */
  readonly givenUp: Extract<EndReason, 'unconfirmed' | 'notAllowed' | 'noNotice'> | null
}

type NumberedChoice = Choice & { readonly changeId: number }
type Unsure = Extract<MonitorEvent, { kind: 'unsure' }>

export const askedMonitor = (ticketId: string, target: Target): CurrentMonitor => ({
  ticketId,
  target,
  phase: 'asking',
  hops: 0,
  givenUp: null,
  ...inListen,
})

const inListen = { choices: [], confirmedId: 0, withdrawn: null, unsure: null }

/** What was asked for and is not answered may still come into force, on the new call as well: it is judged for that one. */
const onTheirWay = ({ choices, confirmedId }: CurrentMonitor): readonly NumberedChoice[] =>
  choices.filter(({ changeId }) => changeId > confirmedId)

/** The monitor after an event of the PBX; null when nothing of it is left. Events of other monitors change nothing. */
export function nextCurrent(
  current: CurrentMonitor | null,
  event: MonitorEvent,
  floor: Floor | null,
): CurrentMonitor | null {
  if (current?.ticketId !== event.ticketId) return current
  switch (event.kind) {
    case 'attached':
    case 'retargeted':
      return { ...current, ...inListen, choices: onTheirWay(current), target: event.target, phase: 'live' }
    case 'targetEnded':
      return { ...current, ...inListen, phase: 'afterCall' }
    case 'mode':
      return event.mode === 'listen'
        ? listening({ ...current, unsure: null }, event.changeId)
        : speaking({ ...current, unsure: null }, event.mode, event.changeId, floor)
    case 'unsure': // what was chosen may be in force as well, until something else is known
      return { ...current, unsure: { modes: event.modes, until: event.until } }
    case 'ended':
      return null
  }
}

/** Every mode that may be in force, for all the desk knows: what was chosen, what was taken back and not confirmed, what the PBX is unsure of. */
export const mayBeInForce = ({ choices, withdrawn, unsure }: CurrentMonitor): readonly Mode[] => [
  ...new Set<Mode>([
    'listen',
    ...choices.map(({ mode }) => mode),
    ...(withdrawn?.modes ?? []),
    ...(unsure?.modes ?? []),
  ]),
]

/** What a window that shows this call, or none yet, must have missed while it was out of reach. */
export function missedEvents(current: CurrentMonitor, shown: Target | null): readonly MonitorEvent[] {
  const { ticketId, phase, target, unsure } = current
  if (phase === 'asking') return []
  const attached: readonly MonitorEvent[] = shown ? [] : [{ kind: 'attached', ticketId, target }]
  if (phase === 'afterCall') return [...attached, { kind: 'targetEnded', ticketId }]
  if (shown && !isSameTarget(target, shown)) return [{ kind: 'retargeted', ticketId, target, by: 'follow' }]
  const modes = mayBeInForce(current)
  return !shown && heardByAny(modes) !== 'nobody'
    ? [...attached, { kind: 'unsure', ticketId, modes: [...modes], until: unsure?.until ?? null }]
    : attached
}

/** The desk takes back whatever was chosen. */
export const withdrawn = (current: CurrentMonitor): CurrentMonitor => ({
  ...current,
  choices: [],
  withdrawn: {
    upTo: Math.max(...current.choices.map(({ changeId }) => changeId), current.withdrawn?.upTo ?? 0),
    modes: [...current.choices.map(({ mode }) => mode), ...(current.withdrawn?.modes ?? [])],
  },
})

export const withChoice = (current: CurrentMonitor, { mode, hearers, changeId }: NumberedChoice): CurrentMonitor =>
  mode === 'listen' ? current : { ...current, choices: [...current.choices, { mode, hearers, changeId }] }

/** Numbers below zero are the desk's own: whatever was chosen before is over. null: the PBX went back by itself. */
function listening(current: CurrentMonitor, changeId: number | null): CurrentMonitor {
  if (changeId !== null && changeId < 0) return { ...current, choices: [], withdrawn: null }
  const upTo = changeId ?? current.confirmedId
  const choices = current.choices.filter((choice) => choice.changeId > upTo)
  const isOlder = changeId !== null && current.withdrawn !== null && changeId <= current.withdrawn.upTo
  return { ...current, choices, confirmedId: upTo, withdrawn: isOlder ? current.withdrawn : null }
}

function speaking(current: CurrentMonitor, mode: Mode, changeId: number | null, floor: Floor | null): CurrentMonitor {
  // Chosen on the phone itself: for whoever is on the call now.
  if (changeId === null) {
    const hearers = hearersNow(floor, current.target, mode)
    return { ...current, choices: [...current.choices, { mode, hearers, changeId: current.confirmedId }] }
  }
  const known = current.choices.some((choice) => choice.changeId === changeId)
  // What was taken back, or was meant for another call, is in force for nobody it was chosen for.
  const choices = known ? current.choices : [...current.choices, { mode, hearers: [], changeId }]
  return { ...current, choices: choices.filter((choice) => choice.changeId >= changeId), confirmedId: changeId }
}

export const hearersNow = (floor: Floor | null, { callId, agentId }: Target, mode: Mode): Choice['hearers'] => {
  const call = floor?.calls[callId]
  return call ? hearersOf(call, agentId, mode) : []
}

export type AccessContext = {
  readonly floor: Floor | null
  readonly status: ConnectorStatus
  readonly rules: AccessRules
  /** Of whoever sits at the console. */
  readonly rights: RightsNow
  /** The call as the window has it, perhaps without numbers: by that it says who is to hear. */
  readonly shown: (call: Call) => Call
}

/** Why this call cannot be listened to now; null when it can. */
export function whyNotListen(context: AccessContext, target: Target): DeskError | null {
  if (context.status.phase === 'behind') return refusal('feedStale')
  if (context.status.phase !== 'live' || !context.floor) return deskFailure('pbxUnreachable', context.status.phase)
  return whyNotMode(context, target, 'listen')
}

type Wish = Pick<RequestInput<'setMode'>, 'target' | 'mode' | 'hearers'>

/** Why the monitor cannot go to this mode now; null when it can. Back to listen is never refused. */
export function whyNotSwitch(context: AccessContext, current: CurrentMonitor, wish: Wish): DeskError | null {
  const { mode, target, hearers } = wish
  if (mode === 'listen') return null
  if (current.phase === 'asking') return refusal('notLive')
  if (current.phase === 'afterCall') return refusal('callEnded')
  if (current.hops > 0 || !isSameTarget(current.target, target)) return deskFailure('monitorMoved')
  if (current.withdrawn) return deskFailure('unconfirmed')
  if (context.status.phase !== 'live' || !context.floor) return refusal('feedStale')
  const why = whyNotMode(context, target, mode)
  if (why) return why
  const call = context.floor.calls[target.callId]
  const asShown = call ? hearersOf(context.shown(call), target.agentId, mode) : []
  return sameHearers(hearers, asShown) ? null : deskFailure('peopleChanged')
}

/** Why the call that is listened to must not be heard any more; null while it may. */
export function whyNotHear(context: AccessContext, { phase, target }: CurrentMonitor): DeskError | null {
  if (phase !== 'live' || !context.floor?.calls[target.callId]) return null
  const why = whyNotMode(context, target, 'listen')
  return why?.rule || why?.code === 'signInAtSeat' ? why : null
}

/** The first of the speaking modes that may be in force and must not stand any more, and why; null while all may. */
export function whyNotGoOn(
  { floor, rules, rights }: AccessContext,
  { choices, target }: CurrentMonitor,
): { readonly mode: Mode; readonly why: WhyNot } | null {
  for (const choice of choices) {
    const call = floor?.calls[target.callId]
    const why = whyNotStill(choice, call && floor && judged(call, rights, floor), target.agentId, rules)
    if (why) return { mode: choice.mode, why }
  }
  return null
}

const isSameTarget = (one: Target, other: Target): boolean =>
  one.callId === other.callId && one.agentId === other.agentId

function whyNotMode(context: AccessContext, target: Target, mode: Mode): DeskError | null {
  const { floor, rights } = context
  const call = floor?.calls[target.callId]
  if (!floor || !call) return deskFailure('callGone')
  const onCall = [call.agentId, ...partiesOf(call).map((party) => party.agentId)].includes(target.agentId)
  if (!onCall) return deskFailure('callGone', 'the agent is not on this call')
  const nobody = whyNobody(rights)
  if (nobody) return nobody
  const verdict = accessTo(judged(call, rights, floor), target.agentId, context.rules)[mode]
  if (verdict.allowed) return null
  if (verdict.reason === 'notAnswered') return deskFailure('notAnswered')
  const rule = verdict.reason === 'noRight' ? 'rights' : verdict.rule
  return rule === undefined ? refusal(verdict.reason) : { ...refusal(verdict.reason), rule }
}

const refusal = (reason: RefusalReason): DeskError => deskFailure('refusedByAccess', reason)
