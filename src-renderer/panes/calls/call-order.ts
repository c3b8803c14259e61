// Which calls are shown, and in which order: the oldest first, so that new ones come in below and nothing moves.
import { type Call, callState, type Floor, isOnNet } from '#contract/floor.ts'
import { callPasses } from '#renderer/floor/filters.ts'
import { finder } from '#renderer/floor/haystacks.ts'
import { partyOnFloor, reachedText } from '#renderer/floor/party-text.ts'
import type { Shown } from '#renderer/floor/shown.ts'
import type { Words } from '#renderer/words/words.ts'
import { nothingOrdered, type Ordered, ordered } from '../pane/ordered.ts'
import { type SortKey, sortRows } from '../pane/sort-rows.ts'

/** Ids of all calls by their start. Returns the same ids while no call came, went or moved its start. */
export const callOrder = (before: Ordered<Call>, calls: Floor['calls']): Ordered<Call> =>
  ordered(before, calls, {
    alike: (now, was) => now.startedAt === was.startedAt,
    compare: (a, b) => a.startedAt - b.startedAt || (a.id < b.id ? -1 : 1),
  })

export const noCalls: Ordered<Call> = nothingOrdered

/** Of these calls those that are searched for and pass the filters, in the order that is asked for. `now` in epoch ms. */
export function callsShown(
  words: Words,
  ids: readonly string[],
  floor: Floor,
  { search, filters, sort }: Pick<Shown, 'search' | 'filters' | 'sort'>,
  now: number,
): readonly string[] {
  const found = finder(words, search, floor)
  const rows = ids.flatMap((id) => {
    const call = floor.calls[id]
    if (!call || !callPasses(filters, floor, call, now)) return []
    return found === null || found.call(call) ? [call] : []
  })
  const sorted = sort ? sortRows(rows, (call) => sortKey(words, floor, call, sort.column), sort.descending) : rows
  return sorted.map((call) => call.id)
}

function sortKey(words: Words, floor: Floor, call: Call, column: string): SortKey {
  switch (column) {
    case 'from':
      return partyOnFloor(words, floor, call.from).main
    case 'to':
      return reachedText(words, floor, call).main
    case 'queue':
      return call.queueId === null ? null : (floor.queues[call.queueId]?.name ?? call.queueId)
    case 'net':
      return isOnNet(call) ? 0 : 1
    case 'state':
      return callState.options.indexOf(call.state)
    default:
      return -(call.answeredAt ?? call.startedAt) // the duration is what is shown
  }
}

/** The row's name to a screen reader. */
export function callLabel(words: Words, floor: Pick<Floor, 'agents'>, call: Call): string {
  return words.floor.callRow(
    partyOnFloor(words, floor, call.from).main,
    reachedText(words, floor, call).main,
    words.floor.callState[call.state],
  )
}
