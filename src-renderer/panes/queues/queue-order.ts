// Which queues are shown, and in which order: by name, so that each keeps its place.
import { emptyFloor, type Floor, type Queue } from '#contract/floor.ts'
import { queuePasses } from '#renderer/floor/filters.ts'
import { finder } from '#renderer/floor/haystacks.ts'
import { queuesByName } from '#renderer/floor/select.ts'
import type { Shown } from '#renderer/floor/shown.ts'
import type { Words } from '#renderer/words/words.ts'
import { pinFirst, type SortKey, sortRows } from '../pane/sort-rows.ts'

/** Ids of the queues that are searched for and pass the filters, favourites first, in the order that is asked for. */
export function queuesShown(
  words: Words,
  queues: Floor['queues'],
  { search, filters, sort, favourites }: Pick<Shown, 'search' | 'filters' | 'sort' | 'favourites'>,
): readonly string[] {
  const found = finder(words, search, { ...emptyFloor, queues })
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
