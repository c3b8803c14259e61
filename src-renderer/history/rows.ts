// The rows of a page of the history: calls and acts in one order, the newest first, as the desk counts them. Pure.
import { type ActEntry, type HistoryEntry, type HistoryPage, listenedFrom } from '#contract/history.ts'

export type HistoryRow =
  | { readonly kind: 'call'; readonly entry: HistoryEntry }
  | { readonly kind: 'act'; readonly entry: ActEntry }

export const timeOf = (row: HistoryRow): number =>
  row.kind === 'call' ? listenedFrom(row.entry.record) : row.entry.record.at

export const keyOf = ({ kind, entry }: HistoryRow): string => `${kind} ${entry.record.id}`

export function rowsOf({ entries, acts }: Pick<HistoryPage, 'entries' | 'acts'>): readonly HistoryRow[] {
  const rows: readonly HistoryRow[] = [
    ...entries.map((entry) => ({ kind: 'call' as const, entry })),
    ...acts.map((entry) => ({ kind: 'act' as const, entry })),
  ]
  return rows.toSorted(
    (one, other) => timeOf(other) - timeOf(one) || (one.entry.record.id < other.entry.record.id ? 1 : -1),
  )
}
