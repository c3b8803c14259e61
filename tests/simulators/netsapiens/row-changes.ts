// What the feed says of calls and legs when their rows change. Pure.
import type { Row } from './rows.ts'

export const removed = (row: Row): Row => ({ ...row, remove: 'yes' })

const keyOf = (row: Row): string => `${row.orig_callid}_${row.term_callid}_${row.term_uri}`

/** What is different between two lists of rows: the gone, as removed, then the new and the changed. */
export function rowChanges(before: readonly Row[], after: readonly Row[]): Row[] {
  const now = new Map(after.map((row) => [keyOf(row), row]))
  const was = new Map(before.map((row) => [keyOf(row), JSON.stringify(row)]))
  return [
    ...before.filter((row) => !now.has(keyOf(row))).map(removed),
    ...[...now].filter(([key, row]) => was.get(key) !== JSON.stringify(row)).map(([, row]) => row),
  ]
}
