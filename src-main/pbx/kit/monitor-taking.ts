// The end of a monitor by which its line stays with the caller: asked for once, and ended so only when that is known. Pure.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import type { Target } from '#contract/monitor.ts'
import { err, ok, type Result } from '#contract/result.ts'
import {
  andThen,
  type Doing,
  type Monitor,
  type MonitorContext,
  type MonitorEffect,
  type MonitorStep,
  same,
  type TakeOutcome,
  tell,
} from './monitor.ts'
import { stepOf, tryAgain } from './monitor-outcome.ts'
import { mayBeInForce, unsureOf } from './monitor-unsure.ts'

/** The people it was asked for must still be those on the call. */
export function whyNotTakeOver(state: Monitor, target: Target, context: MonitorContext): DeskError | null {
  const { phase } = state
  if (phase.kind === 'ringing') return deskFailure('refusedByAccess', 'notLive')
  if (phase.kind !== 'live') return deskFailure('callGone')
  if (phase.spot.callId !== target.callId || phase.spot.agentId !== target.agentId) return deskFailure('monitorMoved')
  const { kind } = stepOf(state, context)
  if (kind === 'stay') return null
  return deskFailure(kind === 'move' ? 'peopleChanged' : 'callGone')
}

export const doingTakeOver = ({ phase }: Monitor, takeId: number): Doing | null =>
  phase.kind === 'live' ? { kind: 'takeOver', takeId, spot: phase.spot } : null

export const takeRefused = (state: Monitor, takeId: number, why: DeskError | null): MonitorStep => ({
  state,
  effects: [{ do: 'takeAnswer', takeId, result: err(why ?? deskFailure('callGone')) }],
})

/** Asked for, on its way or still waiting. */
export const takesUnder = ({ doing, waiting }: Monitor): readonly number[] =>
  [doing, ...waiting].flatMap((one) => (one?.kind === 'takeOver' ? [one.takeId] : []))

export function takeEnded(state: Monitor, doing: Doing, outcome: TakeOutcome, { at }: MonitorContext): MonitorStep {
  if (doing.kind !== 'takeOver') return same(state)
  const { takeId } = doing
  switch (outcome.kind) {
    case 'taken':
      return givenUp(state, 'takenOver', ok(null))
    case 'lost':
      return givenUp(state, 'pbxLost', err(deskFailure('actUnknown')))
    case 'unsure': {
      // With the caller, the line speaks to them whatever mode was in force.
      const unsure = unsureOf(state, [...mayBeInForce(state), 'whisperCaller'], null)
      const answer: MonitorEffect = { do: 'takeAnswer', takeId, result: err(deskFailure('actUnknown')) }
      return { state: unsure.state, effects: [...unsure.effects, answer] }
    }
    case 'notTaken': {
      // What was in force before may not be any more: it is put to listen, and that is told.
      const back = tryAgain({ ...state, doing: null, isUnattached: true }, at, 0)
      return andThen(takeRefused(state, takeId, outcome.cause), back)
    }
  }
}

/**
 * Who asked for it a second time meanwhile is answered the same. Its end is told first: without its line the rest of it is heard by nobody, and
 * whoever presses Listen next waits for none of that.
 */
function givenUp(state: Monitor, ending: 'takenOver' | 'pbxLost', result: Result<null>): MonitorStep {
  const { ticketId } = state
  const told = tell({ kind: 'ended', ticketId, reason: ending })
  const takes = takesUnder(state).map((takeId): MonitorEffect => ({ do: 'takeAnswer', takeId, result }))
  const hops = state.waiting.flatMap((one): MonitorEffect[] =>
    one.kind === 'hop' ? [{ do: 'answer', askId: one.askId, result: err(deskFailure('unknownMonitor')) }] : [],
  )
  return {
    state: { ...state, doing: null, waiting: [], ending, isEndTold: true },
    effects: [told, ...takes, ...hops, { do: 'giveUp' }],
  }
}
