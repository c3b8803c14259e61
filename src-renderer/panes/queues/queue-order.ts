// Which queues are shown, and in which order: by name, so that each keeps its place, or the most urgent first where not all are in sight.
import { emptyFloor, type Floor, type Queue } from '#contract/floor.ts'
import { queuePasses } from '#renderer/floor/filters.ts'
import { type Urgency, urgencyRank } from '#renderer/floor/limits.ts'
import { queuesByName } from '#renderer/floor/select.ts'
import type { Shown } from '#renderer/floor/shown.ts'
import type { Words } from '#renderer/words/words.ts'
import { finder, queueHay } from '../pane/finder.ts'
import { pinFirst } from '../pane/sort-rows.ts'
import { sortedBy, type TableColumn } from '../pane/table.tsx'

/**
 * Ids of the queues that are searched for and pass the filters, favourites first, in the order that is asked for. `urgencyOf`:
 * where none is asked for, the most urgent come first.
 */
export function queuesShown(
  words: Words,
  queues: Floor['queues'],
  { search, filters, sort, favourites }: Pick<Shown, 'search' | 'filters' | 'sort' | 'favourites'>,
  { queues: columns }: { readonly queues: readonly TableColumn<Queue, never>[] },
  urgencyOf: ((queue: Queue) => Urgency) | null = null,
): readonly string[] {
  const around = { floor: { ...emptyFloor, queues }, words }
  const hay = (queue: Queue) => queueHay(columns, queue, around)
  const finds = finder(search, around, columns)
  const rows = queuesByName(queues).filter(
    (queue) => queuePasses(filters, queue) && (finds === null || finds(hay(queue), [])),
  )
  return pinFirst(
    sort === null && urgencyOf ? urgentFirst(rows, urgencyOf) : sortedBy(columns, rows, sort, around),
    ({ id }) => favourites.includes(id),
  ).map(({ id }) => id)
}

/** Then where most wait; those that are equal keep their order. */
function urgentFirst(rows: readonly Queue[], urgencyOf: (queue: Queue) => Urgency): readonly Queue[] {
  return rows
    .map((queue) => ({ queue, rank: urgencyRank(urgencyOf(queue)) }))
    .sort((a, b) => b.rank - a.rank || b.queue.waiting - a.queue.waiting)
    .map(({ queue }) => queue)
}
