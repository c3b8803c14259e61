// What is claimed of a monitor's mode: listen once it is known, and otherwise every mode that may be in force. Pure.
import { deskFailure } from '#contract/errors.ts'
import type { Mode } from '#contract/monitor.ts'
import { err } from '#contract/result.ts'
import { endsWithinMs } from './lease.ts'
import { type Monitor, type MonitorContext, type MonitorStep, tell } from './monitor.ts'

/** Known to be in listen, or heard by nobody: told where anything else was shown. */
export function listens(state: Monitor): MonitorStep {
  const { phase, ticketId } = state
  const isShown = phase.kind !== 'live' || (phase.mode === 'listen' && state.unsure === null)
  const next: Monitor = { ...state, byDigits: null, unsure: null }
  if (isShown) return { state: next, effects: [] }
  return {
    state: { ...next, phase: { ...phase, mode: 'listen' } },
    effects: [tell({ kind: 'mode', ticketId, mode: 'listen', changeId: null })],
  }
}

/** For all that is known, now or in a moment. */
export function mayBeInForce({ phase, doing, waiting, unsure, byDigits }: Monitor): readonly Mode[] {
  const asked = [doing, byDigits, ...waiting].flatMap((one) => (one && 'mode' in one ? [one.mode] : []))
  const taking: readonly Mode[] = doing?.kind === 'takeOver' ? ['whisperCaller'] : []
  return [...(phase.kind === 'live' ? [phase.mode] : []), ...asked, ...taking, ...(unsure ?? [])]
}

/** Told where a speaking mode is among them, and they are not what was told before. `until`: see the event. */
export function unsureOf(state: Monitor, modes: readonly Mode[], until: number | null): MonitorStep {
  const all = [...new Set(modes)]
  const known = state.unsure
  const isTold = known !== null && all.length === known.length && all.every((mode) => known.includes(mode))
  if (isTold || all.every((mode) => mode === 'listen')) return { state, effects: [] }
  return {
    state: { ...state, unsure: all, byDigits: null },
    effects: [tell({ kind: 'unsure', ticketId: state.ticketId, modes: all, until })],
  }
}

/** From now on nothing of it is certain; without the console the PBX ends it by itself, when the lease has run out. */
export function cutOff(state: Monitor, context: MonitorContext): MonitorStep {
  const told = state.phase.kind === 'ringing' ? whileRinging(state, context) : whileOn(state, context)
  const hops = state.waiting.flatMap((one) => (one.kind === 'hop' ? [one.askId] : []))
  return {
    state: { ...told.state, isCut: true, waiting: [] },
    effects: [...told.effects, ...hops.map((askId) => ({ do: 'answer', askId, result: cutError }) as const)],
  }
}

function whileOn(state: Monitor, { at, canSwitch }: MonitorContext): MonitorStep {
  const isLive = state.phase.kind === 'live'
  return unsureOf(state, [...mayBeInForce(state), ...(isLive ? canSwitch : [])], at + endsWithinMs)
}

/** Told even where it can only be listen: that the phone is answered would not be told either. */
function whileRinging(state: Monitor, { at, canSwitch }: MonitorContext): MonitorStep {
  const modes: readonly Mode[] = [...new Set<Mode>(['listen', ...canSwitch])]
  return { state, effects: [tell({ kind: 'unsure', ticketId: state.ticketId, modes, until: at + endsWithinMs })] }
}

const cutError = err(deskFailure('pbxUnreachable', 'the connection that moves the monitor is cut'))
