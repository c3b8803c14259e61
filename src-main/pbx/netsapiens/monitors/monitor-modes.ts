// Changes of mode over the legs of a monitor: one after the other, believed only when every leg has confirmed. Pure.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import { otherParty } from '#contract/floor.ts'
import type { Mode } from '#contract/monitor.ts'
import { isInForce, type Leg, type LegPlan, legPlan, type Step } from './leg-plan.ts'
import {
  type Act,
  andThen,
  type Change,
  type Doing,
  type Monitor,
  type MonitorContext,
  type MonitorStep,
  type Refusal,
  same,
  tell,
} from './monitor.ts'
import { doubted, settled } from './monitor-doubt.ts'

const closeAgainMs = 1_500

/** What is to be done on the legs now, if nothing is under way: what was asked for first, then listen where it is not known. */
export function nextOnLegs(state: Monitor, context: MonitorContext): MonitorStep {
  if (state.doing !== null) return same(state)
  const [change, ...waiting] = state.waiting
  if (change) return andThen(begun({ ...state, waiting }, change, context), (next) => nextOnLegs(next, context))
  return needsClosing(state) && context.at >= state.retryAt ? toListen(state, null, context.at) : same(state)
}

/** Where nothing but listen was in force, legs of which nothing is known are closed without a word. */
const needsClosing = (state: Monitor): boolean =>
  !isInForce(state.legs, 'listen') && (state.isUnsettled || state.mode === 'listen')

function begun(state: Monitor, change: Change, context: MonitorContext): MonitorStep {
  const why = whyNot(state, change, context)
  const plan = why ? null : legPlan(state.legs, change.mode)
  if (!plan) {
    const error = why ?? deskFailure('refusedByAccess', 'notByThisPbx')
    return { state, effects: [{ do: 'refused', refusal: { askId: change.askId, error, by: 'console' } }] }
  }
  const doing: Doing = { kind: 'change', step: 'closing', change, acts: [], failed: null }
  return andThen(acting(state, doing, plan.close), (next) => onward(next, context))
}

/** A leg is not known from the moment something is asked of it. */
function acting(before: Monitor, doing: Doing, steps: readonly Step[]): MonitorStep {
  const acts = steps.map(({ leg, action }, index): Act => ({ leg, action, number: before.number + index + 1 }))
  const legs = before.legs.map(
    (leg): Leg => (steps.some((step) => step.leg === leg.id) ? { ...leg, state: 'unknown' } : leg),
  )
  return {
    state: { ...before, legs, number: before.number + acts.length, doing: { ...doing, acts } },
    effects: acts.map((act) => ({ do: 'act', act })),
  }
}

/** Listen on every leg that is not known to listen. */
export function toListen(before: Monitor, refusal: Refusal | null, at: number): MonitorStep {
  const open = before.legs.filter((leg) => leg.state !== 'listen')
  const steps = open.map((leg): Step => ({ leg: leg.id, action: 'listen' }))
  const begun = acting(before, { kind: 'listening', refusal, acts: [], failed: null }, steps)
  return steps.length === 0 ? andThen(begun, (state) => listened(state, at)) : begun
}

export function acted(before: Monitor, act: Act, error: DeskError | null, context: MonitorContext): MonitorStep {
  const { doing } = before
  if (!doing?.acts.some(({ number }) => number === act.number)) return actedLate(before, act)
  const acts = doing.acts.filter(({ number }) => number !== act.number)
  const overtaken = before.overtaken.filter(({ leg, isAnswered }) => leg !== act.leg || !isAnswered)
  const state: Monitor = { ...before, overtaken, doing: { ...doing, acts, failed: doing.failed ?? error } }
  const isKnown = !error && !before.overtaken.some(({ leg }) => leg === act.leg)
  return onward(isKnown ? withLeg(state, act.leg, act.action === 'listen' ? 'listen' : 'barged') : state, context)
}

/** What was overtaken may have been carried out last: its ear is closed once more, by what is asked from now on. */
function actedLate(before: Monitor, { number, leg }: Act): MonitorStep {
  if (!before.overtaken.some((act) => act.number === number && !act.isAnswered)) return same(before)
  const isAsked = before.doing?.acts.some((act) => act.leg === leg) ?? false
  const overtaken = before.overtaken.flatMap((act) => {
    if (act.number !== number) return [act]
    return isAsked ? [{ ...act, isAnswered: true }] : []
  })
  return same({ ...withLeg(before, leg, 'unknown'), overtaken, isUnsettled: true, retryAt: 0 })
}

const withLeg = (state: Monitor, id: string, known: Leg['state']): Monitor => ({
  ...state,
  legs: state.legs.map((leg) => (leg.id === id ? { ...leg, state: known } : leg)),
})

/** Goes on once every act is answered. */
function onward(state: Monitor, context: MonitorContext): MonitorStep {
  const { doing } = state
  if (!doing || doing.acts.length > 0) return same(state)
  if (doing.kind === 'listening') return listened(state, context.at)
  if (doing.step === 'closing') return opening(state, doing, context)
  return isConfirmed(state, doing, context)
    ? confirmed(state, doing.change)
    : notConfirmed(state, doing, doing.failed ?? changedMeanwhile, context)
}

const changedMeanwhile = deskFailure('unconfirmed', 'the legs of the monitor changed meanwhile')

const allClosed: LegPlan = { close: [], open: [] }

type Changing = Extract<Doing, { kind: 'change' }>

/** The people it was chosen for may have gone while the other ears were closed. */
function opening(state: Monitor, doing: Changing, context: MonitorContext): MonitorStep {
  const { change, failed } = doing
  const why = failed ?? whyNot(state, change, context)
  if (why) return notConfirmed(state, doing, why, context)
  const plan = change.mode === 'listen' ? allClosed : legPlan(state.legs, change.mode)
  if (!plan || plan.close.length > 0) return notConfirmed(state, doing, changedMeanwhile, context)
  return andThen(acting(state, { ...doing, step: 'opening' }, plan.open), (next) => onward(next, context))
}

const isConfirmed = (state: Monitor, { change, failed }: Changing, context: MonitorContext): boolean =>
  !failed && whyNot(state, change, context) === null && isInForce(state.legs, change.mode)

function confirmed(state: Monitor, { mode, changeId, askId }: Change): MonitorStep {
  return {
    state: { ...state, mode, isUnsettled: false, doubt: [], doing: null },
    effects: [tell({ kind: 'mode', ticketId: state.ticketId, mode, changeId }), { do: 'changed', askId }],
  }
}

function notConfirmed(
  state: Monitor,
  { change, failed }: Changing,
  why: DeskError,
  { at }: MonitorContext,
): MonitorStep {
  const refusal: Refusal = { askId: change.askId, error: failed ?? why, by: 'platform' }
  return toListen({ ...state, isUnsettled: true }, refusal, at)
}

/** A desk phone's microphone is not ours to close: listen is told only when every leg has confirmed it. */
function listened(before: Monitor, at: number): MonitorStep {
  const { doing } = before
  const refusal = doing?.kind === 'listening' ? doing.refusal : null
  const state: Monitor = { ...before, doing: null }
  const known = isInForce(state.legs, 'listen') ? settled(state) : notListening(state, at)
  return refusal ? andThen(known, (next) => ({ state: next, effects: [{ do: 'refused', refusal }] })) : known
}

function notListening(before: Monitor, at: number): MonitorStep {
  const retryAt = at + closeAgainMs
  return andThen(doubted({ ...before, isUnsettled: true, retryAt }), (state) => ({
    state,
    effects: [{ do: 'later', inMs: closeAgainMs, input: { kind: 'retry', at: retryAt } }],
  }))
}

/** What stands against this mode, whatever the platform would say. */
function whyNot(state: Monitor, { mode, callId }: Change, context: MonitorContext): DeskError | null {
  if (mode === 'listen') return null
  if (state.phase === 'looking' || state.phase === 'asked') return deskFailure('refusedByAccess', 'notLive')
  if (state.phase !== 'live') return deskFailure('refusedByAccess', 'callEnded')
  if (!context.view) return deskFailure('pbxUnreachable')
  const call = context.view.callOf(state.target)
  if (!call) return deskFailure('callGone')
  // Meant for others: the call was handed on meanwhile.
  if (state.target.callId !== callId) return changedMeanwhile
  return whyNotHeard(otherParty(call, state.target.agentId), call, mode, context)
}

function whyNotHeard(
  other: ReturnType<typeof otherParty>,
  { from, to }: { readonly from: typeof other; readonly to: typeof other },
  mode: Mode,
  { whisperTo }: MonitorContext,
): DeskError | null {
  if (whisperTo === 'anyone' || mode === 'join') return null
  const heard = mode === 'whisperCaller' ? other : other === from ? to : from
  return heard.onNet ? null : deskFailure('refusedByAccess', mode === 'whisperCaller' ? 'callerOffNet' : 'notByThisPbx')
}
