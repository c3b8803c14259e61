// The end of a monitor: the bridge's calls to our phones are hung up, until nothing of it is left. Pure.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import {
  andThen,
  closed,
  type Ending,
  type HangUp,
  type Monitor,
  type MonitorContext,
  type MonitorEffect,
  type MonitorStep,
  over,
  same,
} from './monitor.ts'
import { doubted } from './monitor-doubt.ts'
import { toListen } from './monitor-modes.ts'

export const goneWithinMs = 4_000
const endAgainMs = 3_000

/** The line goes at once; what is under way is not waited for. A try that is under way serves whoever else asks. */
export function endAsked(state: Monitor, context: MonitorContext): MonitorStep {
  if (state.ending && !state.ending.isTried) return same(state)
  if (state.phase === 'looking') return notBegun(state)
  const isFirst = state.ending === null
  return andThen(tried(state, context), (next) => (isFirst && !next.isTapAnswered ? refuseStart(next) : same(next)))
}

const unknown = deskFailure('unknownMonitor')

const refuseStart = (state: Monitor): MonitorStep => ({
  state,
  effects: [{ do: 'notStarted', error: unknown, by: 'console' }],
})

/** Nothing was asked of the platform yet. */
const notBegun = (state: Monitor): MonitorStep => andThen(over(state, 'asked', 'forget'), refuseStart)

export function tried(before: Monitor, { at }: MonitorContext): MonitorStep {
  const quiet = closed(before)
  const number = before.number + 1
  const opening = before.doing?.acts.filter(({ action }) => action === 'barge_in') ?? []
  const state: Monitor = {
    ...quiet.state,
    phase: before.phase,
    number,
    ending: { number, hangUps: [], isTried: false },
    overtaken: [...before.overtaken, ...opening.map((act) => ({ ...act, isAnswered: false }))],
    isUnsettled: before.isUnsettled || before.doing !== null,
  }
  const begun: MonitorStep = { state, effects: [...quiet.effects, notGoneIn(number)] }
  // Nobody waits any more for the change that was under way: from now on who may hear stands in what is told.
  const told = before.doing ? andThen(begun, doubted) : begun
  return andThen(andThen(told, hangUpNew), (next) =>
    next.legs.some((leg) => leg.state !== 'listen') ? toListen(next, null, at) : same(next),
  )
}

const notGoneIn = (number: number): MonitorEffect => ({
  do: 'later',
  inMs: goneWithinMs,
  input: { kind: 'notGone', number },
})

/** The tap has just been answered: its phones ring a moment later. */
export function waitedAnew(state: Monitor): MonitorStep {
  const { ending } = state
  if (!ending || ending.isTried) return same(state)
  const number = state.number + 1
  return { state: { ...state, number, ending: { ...ending, number } }, effects: [notGoneIn(number)] }
}

/** A phone may begin to ring only now. */
function hangUpNew(state: Monitor): MonitorStep {
  const { ending } = state
  if (!ending) return same(state)
  const asked = new Set(ending.hangUps.map(({ callId }) => callId))
  const fresh = [...new Set([...state.own, ...state.strays].map(({ callId }) => callId))].filter((id) => !asked.has(id))
  if (fresh.length === 0) return same(state)
  const hangUps = [...ending.hangUps, ...fresh.map((callId): HangUp => ({ callId, outcome: 'asked' }))]
  return {
    state: { ...state, ending: { ...ending, hangUps } },
    effects: fresh.map((callId) => ({ do: 'hangUp', callId })),
  }
}

export function hungUp(state: Monitor, callId: string, error: DeskError | null): MonitorStep {
  const { ending } = state
  if (!ending?.hangUps.some((one) => one.callId === callId && one.outcome === 'asked')) return same(state)
  const hangUps = ending.hangUps.map(
    (one): HangUp => (one.callId === callId ? { callId, outcome: error ?? 'done' } : one),
  )
  return same({ ...state, ending: { ...ending, hangUps } })
}

/** After everything that happens to a monitor that is to end. */
export function nextOfEnd(before: Monitor, context: MonitorContext): MonitorStep {
  return andThen(hangUpNew(before), (state) => {
    const { ending } = state
    if (!ending) return same(state)
    const isAsked = ending.hangUps.length > 0
    // Whoever hung up first: a call that is gone cannot be hung up, and need not be.
    if (context.view && isAsked && noneLeft(state)) return over(state, 'asked', 'forget')
    if (context.view || ending.isTried || !state.isTapAnswered) return same(state)
    // Without the feed the answers are all there is.
    return ending.hangUps.some(({ outcome }) => outcome === 'asked') ? same(state) : timeUp(state)
  })
}

const noneLeft = ({ own, strays }: Monitor): boolean => own.length === 0 && strays.length === 0

/** The time of this try is over. */
export function timeUp(state: Monitor): MonitorStep {
  const { ending } = state
  if (!ending || ending.isTried) return same(state)
  const failed = ending.hangUps.map(({ outcome }) => outcome).find((outcome) => outcome !== 'done')
  const isUnseen = ending.hangUps.length === 0 && state.legs.length > 0
  if (failed === undefined && !isUnseen && state.isTapAnswered) return over(state, 'asked', 'watch')
  return notEnded(state, ending, failed === undefined || failed === 'asked' ? deskFailure('unconfirmed') : failed)
}

/** Not ended before that is known: it is asked again until the rows are gone, or the phone has been hung up by hand. */
function notEnded(before: Monitor, ending: Ending, error: DeskError): MonitorStep {
  const { number } = ending
  const later: MonitorEffect = { do: 'later', inMs: endAgainMs, input: { kind: 'endAgain', number } }
  return andThen(doubted({ ...before, ending: { ...ending, isTried: true } }), (state) => ({
    state,
    effects: [{ do: 'ended', error }, later],
  }))
}
