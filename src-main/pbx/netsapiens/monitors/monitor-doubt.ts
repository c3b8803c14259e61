// What is claimed of a monitor while not every leg is known to listen: who may hear, told where it is news. Pure.
import type { Mode } from '#contract/monitor.ts'
import { isInForce, mayBeInForce } from './leg-plan.ts'
import { andThen, type Monitor, type MonitorStep, same, tell } from './monitor.ts'

/** A change under way is answered by itself; until then the console counts both modes. */
export function doubted(state: Monitor): MonitorStep {
  const may = mayBeInForce(state.legs)
  if (may.length === 0 || isSame(may, state.doubt)) return same(state)
  // The platform has no lease: how long it may last, nobody knows.
  return {
    state: { ...state, doubt: may },
    effects: [tell({ kind: 'unsure', ticketId: state.ticketId, modes: may, until: null })],
  }
}

const isSame = (a: readonly Mode[], b: readonly Mode[]) => a.length === b.length && a.every((mode) => b.includes(mode))

/** A speaking mode does not stand any more: listen is wanted, and told once it is known. */
export const unsettled = (state: Monitor): MonitorStep =>
  andThen(doubted({ ...state, isUnsettled: true, retryAt: 0 }), settled)

/** Every leg is known to listen, or is gone: told where anything else was. */
export function settled(state: Monitor): MonitorStep {
  if (!state.isUnsettled || !isInForce(state.legs, 'listen')) return same(state)
  return {
    state: { ...state, mode: 'listen', isUnsettled: false, doubt: [] },
    effects: [tell({ kind: 'mode', ticketId: state.ticketId, mode: 'listen', changeId: null })],
  }
}
