// What becomes of a monitor when the PBX has answered: done, refused, or not known. Pure.
import { deskFailure } from '#contract/errors.ts'
import type { Mode } from '#contract/monitor.ts'
import { err, ok } from '#contract/result.ts'
import {
  andThen,
  type Doing,
  type Monitor,
  type MonitorContext,
  type MonitorEffect,
  type MonitorStep,
  same,
  tell,
} from './monitor.ts'
import { type MonitorPhase, nextStep, type Step, targetOf } from './monitor-step.ts'
import { listens, mayBeInForce, unsureOf } from './monitor-unsure.ts'
import type { SpyOutcome } from './spy-method.ts'

/** The AMI may tell of a hang-up a moment after ARI did. */
export const settleMs = 150
const reattachMs = 1000

export function spied(before: Monitor, doing: Doing, outcome: SpyOutcome, context: MonitorContext): MonitorStep {
  const state = { ...before, doing: null }
  // What a cut connection still answered is proof of nothing: it is put to listen when the connection is back.
  if (state.isCut) return andThen(moveRefused(state, doing, outcome), same({ ...state, isUnattached: true }))
  if (outcome.kind !== 'inForce') return failed(state, doing, outcome, context)
  switch (doing.kind) {
    case 'change':
      return changed(state, doing, context)
    case 'move':
      return arrived(state, doing)
    case 'listen':
      return listens({ ...state, retryAt: 0 })
    case 'anew':
      return state.isUnattached ? listenAgain(state, context) : same({ ...state, retryAt: 0 })
    case 'detach':
    case 'ask':
    case 'takeOver':
      return same(state)
  }
}

function changed(
  state: Monitor,
  { mode, changeId }: Extract<Doing, { kind: 'change' }>,
  context: MonitorContext,
): MonitorStep {
  const { phase, ticketId } = state
  if (phase.kind !== 'live') return same(state)
  // An attachment that ended by itself meanwhile said so: then this mode is not in force.
  if (state.isUnattached) return andThen(refused(state, mode, 'it ended at once'), listenAgain(state, context))
  return {
    state: { ...state, phase: { ...phase, mode }, unsure: null },
    effects: [tell({ kind: 'mode', ticketId, mode, changeId })],
  }
}

const refused = (state: Monitor, mode: Mode | 'listen', why: string): MonitorStep => ({
  state,
  effects: [{ do: 'log', text: `monitor ${state.ticketId}: ${mode} refused: ${why}` }],
})

/** Told whatever is shown: the change that was asked for is not in force. */
function listenAgain(state: Monitor, { at }: MonitorContext): MonitorStep {
  const { phase, ticketId } = state
  if (phase.kind !== 'live') return same(state)
  const now: Monitor = { ...state, phase: { ...phase, mode: 'listen' }, unsure: null, isUnattached: true, retryAt: at }
  return { state: now, effects: [tell({ kind: 'mode', ticketId, mode: 'listen', changeId: null })] }
}

function arrived(state: Monitor, { spot, by, askId }: Extract<Doing, { kind: 'move' }>): MonitorStep {
  const { ticketId } = state
  const quiet = listens(state)
  const live: MonitorPhase = { kind: 'live', spot, mode: 'listen' }
  const target = targetOf(live)
  const answer: readonly MonitorEffect[] = askId === null ? [] : [{ do: 'answer', askId, result: ok(target) }]
  return {
    state: { ...quiet.state, phase: live, partner: null, retryAt: 0 },
    effects: [...quiet.effects, tell({ kind: 'retargeted', ticketId, target, by }), ...answer],
  }
}

type Failure = Exclude<SpyOutcome, { kind: 'inForce' }>

function failed(before: Monitor, doing: Doing, failure: Failure, context: MonitorContext): MonitorStep {
  const { detail, code } = failure.cause
  const state = { ...before, isUnattached: true }
  const logged = refused(state, doing.kind === 'change' ? doing.mode : 'listen', detail ?? code)
  const answered = andThen(logged, moveRefused(state, doing, failure))
  const isChange = doing.kind === 'change'
  const known = failure.kind === 'silent' ? (isChange ? listenAgain(state, context) : listens(state)) : null
  const claim = known ?? unsureOf(state, [...mayBeInForce(state), isChange ? doing.mode : 'listen'], null)
  const isAtOnce = isChange || (doing.kind === 'move' && doing.by === 'hop')
  const waitMs = isAtOnce ? 0 : doing.kind === 'move' ? settleMs : reattachMs
  return andThen(andThen(answered, claim), tryAgain({ ...claim.state, isUnattached: true }, context.at, waitMs))
}

function moveRefused(state: Monitor, doing: Doing, outcome: SpyOutcome): MonitorStep {
  if (doing.kind !== 'move' || doing.askId === null) return same(state)
  const cause = outcome.kind === 'inForce' ? deskFailure('pbxUnreachable') : outcome.cause
  return { state, effects: [{ do: 'answer', askId: doing.askId, result: err(cause) }] }
}

export const tryAgain = (state: Monitor, at: number, inMs: number): MonitorStep => ({
  state: { ...state, retryAt: at + inMs },
  effects: inMs === 0 ? [] : [{ do: 'later', inMs, input: { kind: 'retry', at: at + inMs } }],
})

export function done(before: Monitor, doing: Doing, context: MonitorContext): MonitorStep {
  const state = { ...before, doing: null }
  const { ticketId, phase } = state
  if (doing.kind === 'detach' && 'spot' in phase) {
    const adrift: MonitorPhase = { kind: 'adrift', target: targetOf(phase), from: phase.spot, since: context.at }
    const quiet = listens(state)
    return andThen(quiet, same({ ...quiet.state, phase: adrift, isUnattached: false, retryAt: 0 }))
  }
  // A limit of time alone ends no call: a console that was held up has yet to read what the PBX told meanwhile.
  if (doing.kind !== 'ask' || stepOf(state, context).kind !== 'targetEnded') return same(state)
  return callOver(state, ticketId)
}

export const callOver = (state: Monitor, ticketId: string): MonitorStep => ({
  state: { ...state, phase: { kind: 'afterCall', target: targetOf(state.phase) } },
  effects: [tell({ kind: 'targetEnded', ticketId })],
})

export const stepOf = ({ phase, follow }: Monitor, { view, at }: MonitorContext): Step =>
  nextStep(phase, follow, view, at)
