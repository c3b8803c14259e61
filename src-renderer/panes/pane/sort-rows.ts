// Rows in the order of a column. Rows that are equal there keep the order they came in, and unknown values go last.
import { collator } from '#renderer/words/collation.ts'

export type SortKey = number | string | null

export function sortRows<T>(rows: readonly T[], keyOf: (row: T) => SortKey, descending: boolean): readonly T[] {
  const { compare } = collator()
  const turn = descending ? -1 : 1
  const keyed = rows.map((row) => ({ row, key: keyOf(row) }))
  keyed.sort(({ key: a }, { key: b }) => {
    if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
    const order = typeof a === 'number' && typeof b === 'number' ? a - b : compare(String(a), String(b))
    return order * turn
  })
  return keyed.map(({ row }) => row)
}

/** The favourites first, otherwise as they stand. The very same rows while none of them is a favourite. */
export function pinFirst<T>(rows: readonly T[], isFavourite: (row: T) => boolean): readonly T[] {
  const pinned = rows.filter(isFavourite)
  return pinned.length === 0 ? rows : [...pinned, ...rows.filter((row) => !isFavourite(row))]
}
