// One monitor, from click to end: what it asks of the platform next, and what is told of it. Pure.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import {
  andThen,
  type Monitor,
  type MonitorContext,
  type MonitorInput,
  type MonitorStep,
  over,
  same,
} from './monitor.ts'
import { doubted } from './monitor-doubt.ts'
import { endAsked, hungUp, nextOfEnd, timeUp, tried, waitedAnew } from './monitor-end.ts'
import { acted, nextOnLegs } from './monitor-modes.ts'
import { sighted } from './monitor-sight.ts'

/** A late or impossible input returns the same object. */
export function nextMonitor(state: Monitor, input: MonitorInput, context: MonitorContext): MonitorStep {
  if (state.phase === 'over') return same(state)
  return andThen(applied(state, input, context), (next) => onward(next, context))
}

function onward(state: Monitor, context: MonitorContext): MonitorStep {
  if (state.phase === 'over' || state.phase === 'looking') return same(state)
  // Now that its legs are known to listen, a call that is not shown any more may be over.
  const seen =
    state.aloneSince !== null && context.view ? sighted(state, { ...context, view: context.view }) : same(state)
  const ended = andThen(seen, (next) => (next.phase === 'over' ? same(next) : nextOfEnd(next, context)))
  return andThen(ended, (next) => (next.phase === 'over' ? same(next) : nextOnLegs(next, context)))
}

function applied(state: Monitor, input: MonitorInput, context: MonitorContext): MonitorStep {
  switch (input.kind) {
    case 'phones':
      return state.phase === 'looking' ? begun(state, input.why, context) : same(state)
    case 'tapped':
      return state.phase === 'looking' || state.isTapAnswered ? same(state) : tapped(state, input.error)
    case 'look':
      return context.view ? sighted(state, { ...context, view: context.view }) : same(state)
    case 'cut':
      return cut(state)
    case 'change':
      return changeAsked(state, input)
    case 'acted':
      return acted(state, input.act, input.error, context)
    case 'retry':
      return input.at === state.retryAt ? same({ ...state, retryAt: 0 }) : same(state)
    case 'end':
      return endAsked(state, context)
    case 'hungUp':
      return hungUp(state, input.callId, input.error)
    case 'notGone':
      return input.number === state.ending?.number ? timeUp(state) : same(state)
    case 'endAgain':
      return input.number === state.ending?.number ? tried(state, context) : same(state)
  }
}

/** The call may have ended, or moved, while the phones were looked at. */
function begun(before: Monitor, why: DeskError['code'] | null, { view, at, ringMs }: MonitorContext): MonitorStep {
  const now = view?.tapped(before.target)
  if (!view || !now?.ok) return notStarted(before, now && !now.ok ? now.error : deskFailure('pbxUnreachable'))
  if (why) return notStarted(before, deskFailure(why))
  const { origCallId, agentSide } = now.value
  return {
    state: { ...before, phase: 'asked', askedAt: at, origCallId, agentSide, before: view.tapKeys() },
    effects: [{ do: 'remember' }, { do: 'later', inMs: ringMs + 100, input: { kind: 'look' } }, { do: 'tap' }],
  }
}

const notStarted = (state: Monitor, error: DeskError): MonitorStep => ({
  state: { ...state, phase: 'over' },
  effects: [{ do: 'notStarted', error, by: 'console' }],
})

function tapped(before: Monitor, error: DeskError | null): MonitorStep {
  const state: Monitor = { ...before, isTapAnswered: true }
  if (state.ending) return error && !mayBeDone(error) ? over(state, 'asked', 'forget') : waitedAnew(state)
  if (!error) return { state, effects: [{ do: 'started' }] }
  return {
    state: { ...state, phase: 'over', doing: null, waiting: [] },
    effects: [{ do: mayBeDone(error) ? 'watch' : 'forget' }, { do: 'notStarted', error, by: 'platform' }],
  }
}

/** An unanswered question is not a no: it may have been started all the same. */
const mayBeDone = ({ code }: DeskError): boolean =>
  code === 'timedOut' || code === 'pbxUnreachable' || code === 'pbxRefused'

/** Whatever was in force goes back to listen. */
function cut(before: Monitor): MonitorStep {
  const state: Monitor = before.isBlind ? before : { ...before, isBlind: true }
  if (state.mode === 'listen' && !state.isUnsettled) return same(state)
  const legs = state.legs.map((leg) => ({ ...leg, state: 'unknown' as const }))
  return doubted({ ...state, legs, isUnsettled: true, retryAt: 0 })
}

function changeAsked(
  state: Monitor,
  { askId, mode, changeId }: Extract<MonitorInput, { kind: 'change' }>,
): MonitorStep {
  if (state.ending)
    return {
      state,
      effects: [{ do: 'refused', refusal: { askId, error: deskFailure('unknownMonitor'), by: 'console' } }],
    }
  return same({ ...state, waiting: [...state.waiting, { askId, mode, changeId, callId: state.target.callId }] })
}
