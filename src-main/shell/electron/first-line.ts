// Waits, a little, until the desk knows where the supervisor's line registers, because the page's policy must name it.
import type { Clock } from '#contract/time.ts'
import type { DeskServer } from '#main/desk/desk.ts'
import { waitFor } from '#main/pbx/kit/waits.ts'
import { type ConsoleState, nextConsoleState } from './console-state.ts'

const patienceMs = 4000

/** The state once the line is known, the PBX is out of reach, or four seconds are over; never rejects. */
export function firstLine(
  desk: Pick<DeskServer, 'onSignal'>,
  first: ConsoleState,
  clock: Pick<Clock, 'after'>,
): Promise<ConsoleState> {
  let state = first
  return waitFor<void>(clock, { ms: patienceMs, otherwise: undefined }, (settle) =>
    desk.onSignal((signal) => {
      state = nextConsoleState(state, signal)
      const outOfReach = state.connection === 'refused' || state.connection === 'stale'
      if (state.lineUrl !== null || outOfReach) settle()
    }),
  ).then(() => state)
}
