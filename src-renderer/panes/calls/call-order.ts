// Which calls are shown, and in which order: by the time that is shown, the longest first, so that new ones come in below.
import type { Call, Floor, Queue } from '#contract/floor.ts'
import { filtersInUse } from '#contract/views.ts'
import { callPasses } from '#renderer/floor/filters.ts'
import { partyOnFloor, reachedText } from '#renderer/floor/party-text.ts'
import type { Sought } from '#renderer/floor/shown.ts'
import type { Words } from '#renderer/words/words.ts'
import { keptFound, keptHay } from '../pane/finder.ts'
import { nothingOrdered, type Ordered, ordered } from '../pane/ordered.ts'
import { sortedBy, type TableColumn } from '../pane/table.tsx'
import { besideCall, talkingSince } from './columns.tsx'

/** Ids of all calls by the time they show. Returns the same ids while no call came, went or was answered. */
export const callOrder = (before: Ordered<Call>, calls: Floor['calls']): Ordered<Call> =>
  ordered(before, calls, {
    alike: (now, was) => talkingSince(now) === talkingSince(was),
    compare: (a, b) => talkingSince(a) - talkingSince(b) || (a.id < b.id ? -1 : 1),
  })

export const noCalls: Ordered<Call> = nothingOrdered

type Columns<Row> = readonly TableColumn<Row, never>[]

/** What rows are judged by: their own columns, and those of queues. */
export type CallTables = { readonly calls: Columns<Call>; readonly queues: Columns<Queue> }

export const callHay = keptHay<Call>(besideCall)

const callsFound = keptFound<Call>({
  rowOf: ({ calls }, id) => calls[id],
  hay: callHay,
  queuesOf: ({ queueId }) => (queueId === null ? [] : [queueId]),
})

/** Of these calls those that are searched for and pass the filters, in the order that is asked for. `now` in epoch ms. */
export function callsShown(
  words: Words,
  ids: readonly string[],
  floor: Floor,
  { search, sort, ...sieve }: Sought,
  now: number,
  { calls: columns, queues }: CallTables,
): readonly string[] {
  const found = callsFound(floor, { words, ids, columns, queueColumns: queues, search })
  const rows = filtersInUse(sieve.filters) === 0 ? found : found.filter((call) => callPasses(sieve, floor, call, now))
  return sortedBy(columns, rows, sort, { floor, words }).map(({ id }) => id)
}

/** The row's name to a screen reader. */
export function callLabel(words: Words, floor: Pick<Floor, 'agents'>, call: Call): string {
  return words.floor.callRow(
    partyOnFloor(words, floor, call.from).main,
    reachedText(words, floor, call).main,
    words.floor.callState[call.state],
  )
}
