// Ids of a table's rows in order: the very same list for as long as nothing changes that it is ordered by.

type Table<T> = Readonly<Record<string, T>>
export type Ordered<T> = { readonly table: Table<T>; readonly ids: readonly string[] }

export const nothingOrdered: Ordered<never> = { table: {}, ids: [] }

/** `alike`: both stand in the same place. Asked only of rows that are not the same object. */
export function ordered<T extends { readonly id: string }>(
  before: Ordered<T>,
  table: Table<T>,
  { alike, compare }: { alike: (now: T, before: T) => boolean; compare: (one: T, other: T) => number },
): Ordered<T> {
  if (before.table === table) return before
  const rows = Object.values(table)
  const isPlaced = (row: T) => {
    const was = before.table[row.id]
    return was === row || (was !== undefined && alike(row, was))
  }
  if (rows.length === before.ids.length && rows.every(isPlaced)) return { table, ids: before.ids }
  return { table, ids: rows.sort(compare).map(({ id }) => id) }
}
