// Which calls are shown, and in which order: the oldest first, so that new ones come in below and nothing moves.
import { type Call, type Floor, isOnNet } from '../../src-preload/contract/floor.ts'
import { words } from '../words/words.ts'
import { partyOnFloor, reachedText } from './party-text.ts'
import { matches } from './search.ts'

export type CallOrder = { readonly calls: Floor['calls']; readonly ids: readonly string[] }

export const noCalls: CallOrder = { calls: {}, ids: [] }

/** Ids of all calls by their start. Returns the same ids while no call came, went or moved its start. */
export function callOrder(before: CallOrder, calls: Floor['calls']): CallOrder {
  if (before.calls === calls) return before
  const rows = Object.values(calls)
  const same =
    rows.length === before.ids.length && rows.every((call) => before.calls[call.id]?.startedAt === call.startedAt)
  if (same) return { calls, ids: before.ids }
  rows.sort((a, b) => a.startedAt - b.startedAt || (a.id < b.id ? -1 : 1))
  return { calls, ids: rows.map((call) => call.id) }
}

/** Of these calls, those whose parties, queue, network or state hold every word of the search. */
export function callsMatching(ids: readonly string[], floor: Floor, search: string): readonly string[] {
  if (search.trim() === '') return ids
  return ids.filter((id) => {
    const call = floor.calls[id]
    return call !== undefined && matches(search, callTexts(floor, call))
  })
}

function callTexts(floor: Floor, call: Call): readonly string[] {
  const from = partyOnFloor(floor, call.from)
  const to = reachedText(floor, call)
  return [
    ...[from.main, from.detail ?? '', to.main, to.detail ?? ''],
    call.from.number,
    call.to.number,
    call.queueId === null ? '' : (floor.queues[call.queueId]?.name ?? ''),
    words.floor.callState[call.state],
    isOnNet(call) ? words.floor.onNet : words.floor.offNet,
  ]
}

/** The row's name to a screen reader. */
export function callLabel(floor: Pick<Floor, 'agents'>, call: Call): string {
  return words.floor.callRow(
    partyOnFloor(floor, call.from).main,
    reachedText(floor, call).main,
    words.floor.callState[call.state],
  )
}
