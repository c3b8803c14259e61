// A table is described once: each column is one entry, from which header, width, cells, order, menu and search are read.
import type { ReactNode } from 'react'
import type { Floor } from '#contract/floor.ts'
import type { Column } from '#renderer/grid/grid-head.tsx'
import { Cell } from '#renderer/grid/grid-row.tsx'
import type { Words } from '#renderer/words/words.ts'
import { type SortKey, sortRows } from './sort-rows.ts'

/** What a row is judged by beside itself. */
export type Around = { readonly floor: Floor; readonly words: Words }

/** `Row` as the floor has it, for order and search; `Seen` as a component shows it, which watches less of the floor. */
export type TableColumn<Row, Seen> = {
  readonly id: string // saved views keep it; the class of the cells is `cell-` and it
  readonly header: (words: Words) => string
  readonly title?: (words: Words) => string // the header's longer name
  /** Its track of the CSS grid in a wide pane; null: it has none, and stands beneath the others where it says something. */
  readonly width: string | null
  /** In a narrow pane: `placed` by the stylesheet of the table, or `out` of sight. A screen reader has it either way. */
  readonly narrow: 'placed' | 'out'
  readonly align: 'start' | 'end'
  /** What rows are ordered by; null: there is no order in what it shows. */
  readonly sort: ((row: Row, around: Around) => SortKey) | null
  /** What people expect at the first press of the header: the longest, the most. Ascending where nothing is said. */
  readonly first?: 'descending'
  /** What the search finds the row by. Of the floor it reads no more than the table says that its texts depend on. */
  readonly texts?: (row: Row, around: Around) => readonly string[]
  readonly cell: (seen: Seen) => ReactNode
  /** The whole text where the cell cuts it off. */
  readonly tip?: (seen: Seen) => string | undefined
}

/** An order of the rows that no column stands for. Chosen from the menu of the pane. */
export type TableOrder<Row> = {
  readonly id: string // saved views keep it
  readonly name: (words: Words) => string
  readonly sort: (row: Row, around: Around) => SortKey
}

type Described = Omit<TableColumn<never, never>, 'cell' | 'tip' | 'texts'>

/** As the grid heads them. */
export const headersOf = (words: Words, columns: readonly Described[]): readonly Column[] =>
  columns.map((column) => ({
    id: column.id,
    className: cellClass(column),
    header: column.header(words),
    title: column.title?.(words),
    width: column.width,
    sorts: column.sort !== null,
    first: column.first ?? 'ascending',
  }))

const cellClass = ({ id, align, narrow }: Described): string =>
  `cell-${id}${align === 'end' ? ' cell-end' : ''}${narrow === 'out' ? ' cell-out' : ''}`

/** The cells of one row. */
export function cellsOf<Seen>(columns: readonly TableColumn<never, Seen>[], seen: Seen): ReactNode {
  return columns.map((column) => (
    <Cell key={column.id} className={cellClass(column)} title={column.tip?.(seen)}>
      {column.cell(seen)}
    </Cell>
  ))
}

/** In the order that is asked for; as they stand where no column is named by which they could be ordered. */
export function sortedBy<Row>(
  columns: readonly Pick<TableColumn<Row, never>, 'id' | 'sort'>[],
  rows: readonly Row[],
  sort: { readonly column: string; readonly descending: boolean } | null,
  around: Around,
): readonly Row[] {
  const keyOf = columns.find(({ id }) => id === sort?.column)?.sort
  if (!sort || !keyOf) return rows
  return sortRows(rows, (row) => keyOf(row, around), sort.descending)
}

/** All that the columns let the search find of a row. */
export const textsOf = <Row,>(
  columns: readonly TableColumn<Row, never>[],
  row: Row,
  around: Around,
): readonly string[] => columns.flatMap(({ texts }) => texts?.(row, around) ?? [])
