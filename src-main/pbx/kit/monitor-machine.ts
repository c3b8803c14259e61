// One monitor, from click to end: what it does on the PBX next, one thing at a time, and what is told of it. Pure.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import type { EndReason, Mode, Target } from '#contract/monitor.ts'
import { err, ok, type Result } from '#contract/result.ts'
import {
  andThen,
  type Doing,
  type Monitor,
  type MonitorContext,
  type MonitorEffect,
  type MonitorInput,
  type MonitorStep,
  same,
  tell,
  type Wanted,
} from './monitor.ts'
import { callOver, done, settleMs, spied, stepOf, tryAgain } from './monitor-outcome.ts'
import { awaiting, type MonitorPhase, targetOf } from './monitor-step.ts'
import { doingTakeOver, takeEnded, takeRefused, takesUnder, whyNotTakeOver } from './monitor-taking.ts'
import { cutOff, listens, mayBeInForce, unsureOf } from './monitor-unsure.ts'
import type { CallView, Spot } from './spot.ts'

const lookEveryMs = 500

export function nextMonitor(state: Monitor, input: MonitorInput, context: MonitorContext): MonitorStep {
  const moved = state.ending === null ? applied(state, input, context) : whileEnding(state, input, context)
  return moved.state.ending === null ? andNext(moved, context) : moved
}

function applied(state: Monitor, input: MonitorInput, context: MonitorContext): MonitorStep {
  switch (input.kind) {
    case 'lineUp':
      return lineUp(state)
    case 'lineDown':
      return ended(state, input.reason)
    case 'end':
      // The caller may be with the line already: what becomes of that comes first.
      return state.doing?.kind === 'takeOver'
        ? same({ ...state, waiting: [...state.waiting, input] })
        : ended(state, 'asked')
    case 'spyGone':
      return spyGone(state, context)
    case 'switched':
      return switched(state, input.mode, context)
    case 'change':
    case 'hop':
    case 'takeOver':
      return same({ ...state, waiting: [...state.waiting, input] })
    case 'byDigits':
      return isOn(state, input.callId)
        ? same({ ...state, byDigits: { mode: input.mode, changeId: input.changeId } })
        : same(state)
    case 'follow':
      return same({ ...state, follow: input.follow })
    case 'spied':
      return state.doing?.number === input.number ? spied(state, state.doing, input.outcome, context) : same(state)
    case 'done':
      return state.doing?.number === input.number ? done(state, state.doing, context) : same(state)
    case 'taken':
      return state.doing?.number === input.number ? takeEnded(state, state.doing, input.outcome, context) : same(state)
    case 'retry':
      return input.at === state.retryAt ? same({ ...state, retryAt: 0 }) : same(state)
    case 'watch':
      return same({ ...state, isWatched: false })
    case 'cut':
      return cutOff(state, context)
    case 'back':
      return same({ ...state, isCut: false, isUnattached: true, retryAt: 0 })
    case 'look':
    case 'notGone':
      return same(state)
  }
}

const isOn = ({ phase }: Monitor, callId: string): boolean => phase.kind === 'live' && phase.spot.callId === callId

function lineUp(state: Monitor): MonitorStep {
  const { phase, ticketId } = state
  if (phase.kind !== 'ringing') return same(state)
  const live: MonitorPhase = { kind: 'live', spot: phase.spot, mode: 'listen' }
  return {
    state: { ...state, phase: live },
    effects: [
      { do: 'log', text: `monitor ${ticketId} is attached` },
      tell({ kind: 'attached', ticketId, target: targetOf(live) }),
    ],
  }
}

function spyGone(state: Monitor, { at }: MonitorContext): MonitorStep {
  const quiet = listens(state)
  return andThen(quiet, tryAgain({ ...quiet.state, isUnattached: true }, at, settleMs))
}

/** Digits: those the console asked for, or pressed on the phone itself. */
function switched(state: Monitor, mode: Mode | null, context: MonitorContext): MonitorStep {
  const { phase, ticketId, byDigits } = state
  if (phase.kind !== 'live') return same(state)
  if (mode === null) {
    const unsure = unsureOf(state, [...mayBeInForce(state), ...context.canSwitch], null)
    return andThen(unsure, same({ ...unsure.state, isUnattached: true, retryAt: context.at }))
  }
  const changeId = byDigits?.mode === mode ? byDigits.changeId : null
  if (changeId === null && phase.mode === mode && state.unsure === null) return same(state)
  return {
    state: { ...state, phase: { ...phase, mode }, unsure: null, byDigits: null },
    effects: [tell({ kind: 'mode', ticketId, mode, changeId })],
  }
}

/** The line goes at once; what is under way is not waited for. */
function ended(state: Monitor, reason: EndReason): MonitorStep {
  const gone = deskFailure('unknownMonitor')
  const asked = [...state.waiting, ...(state.doing ? [state.doing] : [])].flatMap((one) =>
    'askId' in one && one.askId !== null ? [one.askId] : [],
  )
  return {
    state: { ...state, ending: reason, waiting: [] },
    effects: [
      { do: 'drop' },
      { do: 'later', inMs: goneWithinMs, input: { kind: 'notGone' } },
      ...asked.map((askId): MonitorEffect => ({ do: 'answer', askId, result: err(gone) })),
      ...takesUnder(state).map((takeId): MonitorEffect => ({ do: 'takeAnswer', takeId, result: err(gone) })),
    ],
  }
}

export const goneWithinMs = 4000

/** As long as it is not known to be gone, whoever might hear is named. */
function whileEnding(state: Monitor, input: MonitorInput, context: MonitorContext): MonitorStep {
  if (state.isEndTold) return same(state)
  return input.kind === 'notGone' || input.kind === 'cut' ? cutOff(state, context) : same(state)
}

/** What to do now, if nothing is under way: first what was asked for, then what the picture asks. */
function andNext(before: MonitorStep, context: MonitorContext): MonitorStep {
  if (before.state.ending !== null) return before
  const { view, at } = context
  const phase = awaiting(before.state.phase, view, at)
  const state = phase === before.state.phase ? before.state : { ...before.state, phase }
  const watched = andThen(before, watch(state))
  if (state.doing !== null || state.isCut || state.phase.kind === 'ringing') return watched
  const [wanted, ...waiting] = state.waiting
  if (wanted) return andNext(andThen(watched, begin({ ...watched.state, waiting }, wanted, context)), context)
  return andThen(watched, byPicture(watched.state, context))
}

/** No event says that nothing will come any more. */
function watch(state: Monitor): MonitorStep {
  if (state.isWatched || state.phase.kind !== 'adrift') return same(state)
  return {
    state: { ...state, isWatched: true },
    effects: [{ do: 'later', inMs: lookEveryMs, input: { kind: 'watch' } }],
  }
}

function begin(state: Monitor, wanted: Wanted, context: MonitorContext): MonitorStep {
  if (wanted.kind === 'end') return ended(state, 'asked')
  if (wanted.kind === 'takeOver') {
    const why = whyNotTakeOver(state, wanted.target, context)
    const doing = doingTakeOver(state, wanted.takeId)
    return why || !doing ? takeRefused(state, wanted.takeId, why) : doNow(state, doing)
  }
  if (wanted.kind === 'hop') {
    const { askId, target } = wanted
    const spot = spotOf(context.view, target)
    if (!spot.ok) return { state, effects: [{ do: 'answer', askId, result: spot }] }
    return doNow(state, { kind: 'move', spot: spot.value, by: 'hop', askId })
  }
  const { phase, ticketId } = state
  const { mode, changeId, callId } = wanted
  if (phase.kind === 'live' && phase.spot.callId === callId && stepOf(state, context).kind === 'stay')
    return doNow(state, { kind: 'change', mode, changeId })
  // The people it was chosen for are not there any more.
  if (phase.kind !== 'live' || phase.mode !== 'listen' || state.unsure) return same(state)
  return { state, effects: [tell({ kind: 'mode', ticketId, mode: 'listen', changeId: null })] }
}

function byPicture(state: Monitor, context: MonitorContext): MonitorStep {
  const step = stepOf(state, context)
  if (context.at < state.retryAt) return same(state)
  switch (step.kind) {
    case 'stay':
      return state.isUnattached && state.phase.kind === 'live'
        ? doNow(state, { kind: 'listen' })
        : forPartner(state, context.view)
    case 'detach':
      return doNow(state, { kind: 'detach' })
    case 'move':
      return doNow(state, { kind: 'move', spot: step.spot, by: step.by, askId: null })
    case 'targetEnded':
      return context.view.callState(targetOf(state.phase).callId) === 'none'
        ? callOver(state, state.ticketId)
        : doNow(state, { kind: 'ask' })
  }
}

/**
 * What is attached may be of no use with another partner: a fresh one in the same mode. Not in a mode that reaches the partner: for whoever
 * came it was not chosen, so that it is never entered for them, and listen comes first.
 */
function forPartner(state: Monitor, view: CallView): MonitorStep {
  const { phase } = state
  const partner = phase.kind === 'live' ? (view.partnerOf?.(phase.spot.channelId) ?? null) : null
  if (phase.kind !== 'live' || partner === null || partner === state.partner) return same(state)
  if (state.partner !== null && reachesPartner(phase.mode)) return same(state)
  const now: Monitor = { ...state, partner }
  return state.partner === null || state.unsure ? same(now) : doNow(now, { kind: 'anew', mode: phase.mode })
}

const reachesPartner = (mode: Mode): boolean => mode === 'join' || mode === 'whisperCaller'

function doNow(before: Monitor, doing: Doing): MonitorStep {
  const number = before.number + 1
  // An attachment that ends by itself while it is made says so in `isUnattached`.
  const isUnattached = doing.kind === 'ask' ? before.isUnattached : false
  const state: Monitor = { ...before, number, isUnattached, doing: { ...doing, number } }
  return { state, effects: operation(state, doing, number) }
}

function operation({ phase }: Monitor, doing: Doing, number: number): readonly MonitorEffect[] {
  switch (doing.kind) {
    case 'change':
      return phase.kind === 'live' ? [{ do: 'spy', number, spot: phase.spot, mode: doing.mode }] : []
    case 'listen':
      return phase.kind === 'live' ? [{ do: 'spy', number, spot: phase.spot, mode: 'listen' }] : []
    case 'anew':
      return phase.kind === 'live' ? [{ do: 'spy', number, spot: phase.spot, mode: doing.mode, fresh: true }] : []
    case 'move':
      return [{ do: 'spy', number, spot: doing.spot, mode: 'listen', ...freshAt(phase, doing.spot) }]
    case 'detach':
      return [{ do: 'unspy', number }]
    case 'takeOver':
      return [{ do: 'takeOver', number, spot: doing.spot }]
    case 'ask':
      return [{ do: 'hear', number }]
  }
}

/** The same phone, with another partner. */
const freshAt = (phase: MonitorPhase, spot: Spot): { fresh?: true } =>
  phase.kind === 'live' && phase.spot.channelId === spot.channelId ? { fresh: true } : {}

/** Where to attach for this target, or why there is nothing to hear. */
export function spotOf(view: CallView, target: Target): Result<Spot> {
  const spot = view.talking(target.agentId, target.callId)
  if (spot) return ok(spot)
  const state = view.callState(target.callId)
  return err(deskFailure(state === 'open' || state === 'transferred' ? 'notAnswered' : 'callGone'))
}

export function whyNotChange({ phase, isCut, ending }: Monitor): DeskError | null {
  if (ending !== null) return deskFailure('unknownMonitor')
  if (phase.kind === 'ringing') return deskFailure('refusedByAccess', 'notLive')
  if (phase.kind !== 'live') return deskFailure('refusedByAccess', 'callEnded')
  return isCut ? deskFailure('pbxUnreachable', 'the connection that switches the mode is cut') : null
}

export function whyNotHop({ phase, isCut, ending }: Monitor): DeskError | null {
  if (ending !== null) return deskFailure('unknownMonitor')
  if (phase.kind === 'ringing') return deskFailure('refusedByAccess', 'notLive')
  return isCut ? deskFailure('pbxUnreachable', 'the connection that moves the monitor is cut') : null
}
