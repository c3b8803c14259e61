// Which panes are a strip: as tall as what they show, because it is little and others stand in the same column.
import type { PaneId } from '#contract/views.ts'
import { useFloor } from '#renderer/floor/floor-store.ts'
import { placeOf } from './layout.ts'
import { useViews } from './view-store.ts'

const MOST_IN_STRIP = 6

const queues: readonly PaneId[] = ['queues']
const none: readonly PaneId[] = []

/** Until they are known, queues count as few, as on most floors. */
export function useStrips(): readonly PaneId[] {
  const isWanted = useViews(({ views }) => views.now.queuesAs === 'strip')
  const { columns } = useViews(({ views }) => views.now.layout)
  const areFew = useFloor((floor) => Object.keys(floor?.queues ?? {}).length <= MOST_IN_STRIP)
  const at = placeOf({ columns }, 'queues')
  const hasOthers = at !== null && (columns[at.column]?.panes.length ?? 0) > 1
  return isWanted && areFew && hasOthers ? queues : none
}
