// Which queues are shown, and in which order: by name, so that each keeps its place.
import { emptyFloor, type Floor, type Queue } from '../../src-preload/contract/floor.ts'
import { queuePasses } from './filters.ts'
import { finder } from './haystacks.ts'
import { queuesByName } from './select.ts'
import type { Shown } from './shown.ts'
import { pinFirst, type SortKey, sortRows } from './sort-rows.ts'

/** Ids of the queues that are searched for and pass the filters, favourites first, in the order that is asked for. */
export function queuesShown(
  queues: Floor['queues'],
  { search, filters, sort, favourites }: Pick<Shown, 'search' | 'filters' | 'sort' | 'favourites'>,
): readonly string[] {
  const found = finder(search, { ...emptyFloor, queues })
  const rows = queuesByName(queues).filter(
    (queue) => queuePasses(filters, queue) && (found === null || found.queue(queue)),
  )
  const sorted = sort ? sortRows(rows, (queue) => sortKey(queue, sort.column), sort.descending) : rows
  return pinFirst(sorted, (queue) => favourites.includes(queue.id)).map((queue) => queue.id)
}

function sortKey(queue: Queue, column: string): SortKey {
  switch (column) {
    case 'waiting':
      return queue.waiting
    case 'longest':
      return queue.oldestWaitSince === null ? null : -queue.oldestWaitSince // the duration is what is shown
    case 'inService':
      return queue.inService ?? null
    case 'available':
      return queue.agentsAvailable ?? null
    case 'level':
      return queue.serviceLevel ?? null
    case 'answered':
      return queue.answeredToday ?? null
    case 'abandoned':
      return queue.abandonedToday ?? null
    default:
      return queue.name
  }
}
