// Puts a part of the views on a page, with the person's views in memory, a floor and a keyboard and mouse.
import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ReactNode } from 'react'
import type { Agent, Floor, Queue } from '#contract/floor.ts'
import { noViews, type PaneLayout, paneIds, type Views } from '#contract/views.ts'
import { ActsContext, createActsStore } from '#renderer/acts/acts-store.ts'
import { createFloorStore, FloorContext } from '#renderer/floor/floor-store.ts'
import type { ViewEvent } from '#renderer/views/next-views.ts'
import { createViewStore, ViewContext } from '#renderer/views/view-store.ts'
import { anAgent } from '../../../fakes/floors.ts'

export const aQueue = (id: string, name: string): Queue => ({
  id,
  name,
  extension: id,
  waiting: 0,
  oldestWaitSince: null,
})

export const floorOf = (queues: readonly Queue[], agents: readonly Agent[] = []): Floor => ({
  queues: Object.fromEntries(queues.map((queue) => [queue.id, queue])),
  agents: Object.fromEntries(agents.map((agent) => [agent.id, agent])),
  calls: {},
})

/** Three teams, of which one agent has none, and two queues, in no order. */
export const aFloor = floorOf(
  [aQueue('q-s', 'Sales'), aQueue('q-b', 'Billing')],
  [
    anAgent('1', { team: 'North' }),
    anAgent('2', { team: 'East' }),
    anAgent('3', { team: 'North' }),
    anAgent('4', { team: null }),
  ],
)

/** `q/a|c`: two columns, in the first the queues above the agents. */
export const layout = (drawing: string): PaneLayout => ({
  columns: drawing.split('|').map((column) => ({
    width: 1,
    panes: column.split('/').map((letter) => ({ id: paneIds.find((id) => id[0] === letter) ?? 'agents', height: 1 })),
  })),
})

export const drawn = ({ columns }: PaneLayout): string =>
  columns.map(({ panes }) => panes.map(({ id }) => id[0]).join('/')).join('|')

export function stage(part: ReactNode, { floor = aFloor, views = noViews }: { floor?: Floor; views?: Views } = {}) {
  const store = createViewStore(views)
  const floors = createFloorStore()
  floors.setState({ floor })
  const page = render(
    <FloorContext value={floors}>
      <ActsContext value={createActsStore()}>
        <ViewContext value={store}>{part}</ViewContext>
      </ActsContext>
    </FloorContext>,
  )
  return {
    page,
    user: userEvent.setup(),
    store,
    views: (): Views => store.getState().views,
    now: () => store.getState().views.now,
    arranged: (): string => drawn(store.getState().views.now.layout),
    tell: (...events: ViewEvent[]) => act(() => events.forEach(store.getState().tell)),
    setFloor: (next: Floor | null) => act(() => floors.setState({ floor: next })),
  }
}

export const button = (name: string | RegExp) => screen.getByRole('button', { name })
