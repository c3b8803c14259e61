// Puts a pane on a page with a floor that the test moves, a clock it owns, and a Listen button that records clicks.

import { act, render } from '@testing-library/react'
import type { ReactNode } from 'react'
import type { Floor, FloorMessage, FloorPatch } from '#contract/floor.ts'
import type { Target } from '#contract/monitor.ts'
import { noFilters, noViews } from '#contract/views.ts'
import { ActsContext, createActsStore } from '#renderer/acts/acts-store.ts'
import { createFloorStore, FloorContext, nextFloor } from '#renderer/floor/floor-store.ts'
import { type RowMonitor, RowMonitorContext } from '#renderer/floor/row-monitor.ts'
import type { Shown } from '#renderer/floor/shown.ts'
import { createScreenClock } from '#renderer/ui/clock.ts'
import { ClockContext } from '#renderer/ui/ticking.tsx'
import { fakeClock } from '../../../fakes/fake-clock.ts'

export const NOW = 1_700_000_000_000

/** Everything, in the pane's own order, unless the test says otherwise. */
export const shown = (over: Partial<Shown> = {}): Shown => ({
  search: '',
  filters: noFilters,
  myTeam: noViews.myTeam,
  asking: new Set(),
  sort: null,
  groupBy: 'none',
  favourites: [],
  density: 'comfortable',
  onSort: () => {},
  onFilter: () => {},
  onShowAll: () => {},
  ...over,
})

const heard: Target[] = []

const Listen: RowMonitor['Listen'] = ({ call, agent }) => (
  <button
    type="button"
    aria-disabled={agent === null}
    onClick={() => agent && heard.push({ callId: call.id, agentId: agent.id })}
  >
    Listen to {agent?.name ?? call.from.name}
  </button>
)

export function stage(pane: ReactNode, first: Floor | null, target: Target | null = null) {
  const store = createFloorStore()
  const acts = createActsStore()
  heard.length = 0
  const time = fakeClock(NOW)
  const clock = createScreenClock(time)
  const monitor: RowMonitor = { Listen, target, self: ['Me', '5001'] }
  const say = (message: FloorMessage) =>
    act(() => store.setState(({ floor }) => ({ floor: nextFloor(floor, message) })))
  if (first) store.setState({ floor: first })
  const page = render(
    <ClockContext value={clock}>
      <FloorContext value={store}>
        <ActsContext value={acts}>
          <RowMonitorContext value={monitor}>{pane}</RowMonitorContext>
        </ActsContext>
      </FloorContext>
    </ClockContext>,
  )
  return {
    page,
    heard,
    clock,
    whole: (floor: Floor) => say({ kind: 'whole', floor }),
    patch: (patch: FloorPatch) => say({ kind: 'patch', patch }),
    pass: (ms: number) => act(() => time.pass(ms)),
  }
}
