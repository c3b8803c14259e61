// What the rows of the feed tell of a monitor: that it is attached, goes with its call, or is over. Pure.

import { deskFailure } from '#contract/errors.ts'
import type { EndReason, MonitorEvent, Target } from '#contract/monitor.ts'
import type { View } from '../floor/view.ts'
import type { Leg } from './leg-plan.ts'
import { isInForce } from './leg-plan.ts'
import {
  andThen,
  type Monitor,
  type MonitorContext,
  type MonitorEffect,
  type MonitorStep,
  over,
  same,
  tell,
} from './monitor.ts'
import { unsettled } from './monitor-doubt.ts'
import { ourRows } from './monitor-rows.ts'

/** The rows of a call and of its legs go one after the other, and those of a transfer before the new ones come. */
export const aloneMs = 1_500

type Sight = Pick<MonitorContext, 'at' | 'ringMs'> & { readonly view: View }

export function sighted(before: Monitor, sight: Sight): MonitorStep {
  const now = withRows(before, sight.view)
  // What is to end has ended with the last call to our phones, also those of a tap that was made twice.
  if (now.ending && now.own.length === 0 && now.strays.length > 0) return same(now)
  switch (before.phase) {
    case 'asked':
      return seen(whileAsked(now, before, sight))
    case 'live':
      return seen(whileLive(now, before, sight))
    case 'afterCall':
      return seen(whileAfterCall(now, before, sight))
    case 'looking':
    case 'over':
      return same(before)
  }
}

const seen = ({ state, effects }: MonitorStep): MonitorStep => ({
  state: state.isBlind ? { ...state, isBlind: false } : state,
  effects,
})

/** The same object where the rows are the same. */
function withRows(monitor: Monitor, view: View): Monitor {
  const { legs, own, strays } = ourRows(monitor, view)
  const isSame = JSON.stringify([legs, own, strays]) === JSON.stringify([monitor.legs, monitor.own, monitor.strays])
  return isSame ? monitor : { ...monitor, legs, own, strays }
}

function whileAsked(now: Monitor, before: Monitor, { view, at, ringMs }: Sight): MonitorStep {
  if (now.isBlind && now.own.length === 0 && now.legs.length === 0) return lost(now, 'pbxLost')
  if (view.whereIs(now.target, now.origCallId, now.agentSide).target === null) return lost(now, 'callEnded')
  if (lineGone(now, before) || at - now.askedAt > ringMs) return lost(now, 'lineDidNotAnswer')
  return isAttached(now) && !now.ending ? attached(now) : same(now)
}

/** Both legs stand, and the supervisor's phone has answered where its call is shown at all. */
const isAttached = ({ legs, own }: Monitor): boolean =>
  legs.length === 2 && (own.length === 0 || own.some((call) => call.answered))

function attached(state: Monitor): MonitorStep {
  const { ticketId, target } = state
  const device = state.own.find((call) => call.answered)?.device.slice(0, 100)
  const event: MonitorEvent = { kind: 'attached', ticketId, target, ...(device ? { device } : {}) }
  return {
    state: { ...state, phase: 'live' },
    effects: [
      { do: 'log', text: `netsapiens monitor ${ticketId.slice(0, 8)} taken by ${device ?? 'a phone'}` },
      tell(event),
    ],
  }
}

function whileLive(now: Monitor, before: Monitor, sight: Sight): MonitorStep {
  if (lineGone(now, before)) return lineEnded(now)
  const { target, agentSide } = sight.view.whereIs(now.target, now.origCallId, now.agentSide)
  if (target === null) return alone(now, sight.at)
  const here = now.aloneSince === null ? now : { ...now, aloneSince: null }
  if (here.legs.length < 2 && here.own.length === 0) return lost(here, here.isBlind ? 'pbxLost' : 'pbxEnded')
  if (target.callId !== here.target.callId) return moved(here, target, agentSide, sight.view)
  return isBroken(here) ? unsettled(here) : same(here)
}

/** An ear is gone from a speaking mode, or another leg has taken its place. */
const isBroken = ({ legs, doing, mode, isUnsettled }: Monitor): boolean =>
  doing === null && mode !== 'listen' && !isUnsettled && !isInForce(legs, mode)

/** Its call is not shown any more. Over is the call when its legs are gone too: until then a new row of it may come. */
function alone(state: Monitor, at: number): MonitorStep {
  if (state.legs.length === 0) return callOver(state)
  const since = state.aloneSince ?? at
  if (state.aloneSince === null) {
    const look: MonitorEffect = { do: 'later', inMs: aloneMs + 100, input: { kind: 'look' } }
    return { state: { ...state, aloneSince: since }, effects: [look] }
  }
  if (at - since < aloneMs) return same(state)
  if (isInForce(state.legs, 'listen')) return callOver(state)
  return state.mode === 'listen' || state.isUnsettled ? same(state) : unsettled(state)
}

function callOver(state: Monitor): MonitorStep {
  const { ticketId } = state
  const quiet = state.mode === 'listen' && !state.isUnsettled
  const event = tell({ kind: 'mode', ticketId, mode: 'listen', changeId: null })
  return {
    state: { ...state, phase: 'afterCall', mode: 'listen', isUnsettled: false, doubt: [], aloneSince: null },
    effects: [...(quiet ? [] : [event]), tell({ kind: 'targetEnded', ticketId })],
  }
}

/** The call has been handed on: other people are on it, and every leg must be confirmed anew. */
function moved(before: Monitor, target: Target, agentSide: 'orig' | 'term', view: View): MonitorStep {
  const { ticketId } = before
  const wasQuiet = before.mode === 'listen' && !before.isUnsettled && isInForce(before.legs, 'listen')
  const legs = ourRows({ ...before, agentSide }, view).legs.map((leg): Leg => ({ ...leg, state: 'unknown' }))
  const state: Monitor = { ...before, phase: 'live', target, agentSide, legs, aloneSince: null, doubt: [] }
  const told: MonitorStep = { state, effects: [tell({ kind: 'retargeted', ticketId, target, by: 'transfer' })] }
  return wasQuiet ? told : andThen(told, unsettled)
}

/** A call that looked over may only have been slow to show its next row. */
function whileAfterCall(now: Monitor, before: Monitor, { view }: Sight): MonitorStep {
  if (lineGone(now, before)) return lineEnded(now)
  const { target, agentSide } = view.whereIs(now.target, now.origCallId, now.agentSide)
  return target && now.legs.length === 2 ? moved(now, target, agentSide, view) : same(now)
}

/** Our line's call was there and is no more. */
const lineGone = ({ own }: Monitor, before: Monitor): boolean => before.own.length > 0 && own.length === 0

function lineEnded(now: Monitor): MonitorStep {
  return over(now, now.isBlind ? 'pbxLost' : 'lineHungUp', now.strays.length === 0 ? 'forget' : 'watch')
}

/** Over for us, while a phone may still be rung for it. */
function lost(state: Monitor, reason: EndReason): MonitorStep {
  const ended = over(state, reason, 'watch')
  if (state.isTapAnswered) return ended
  const error = deskFailure(reason === 'callEnded' ? 'callGone' : 'unknownMonitor')
  return { state: ended.state, effects: [...ended.effects, { do: 'notStarted', error, by: 'console' }] }
}
