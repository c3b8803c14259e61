// A table to be read, all of it on the page: its columns are described once, each in one entry.
import type { ReactNode } from 'react'

export type DataColumn<Row> = {
  readonly id: string
  readonly header: string
  readonly cell: (row: Row) => ReactNode
  readonly className?: string
  /** `row`: its cell names the row. `own`: where rows become blocks its cell comes without the name of the column. */
  readonly head?: 'row' | 'own'
  /** How many columns its cell takes in that row: with 2 the one behind takes none. */
  readonly span?: (row: Row) => number
}

type DataTableProps<Row> = {
  readonly caption: string
  readonly columns: readonly DataColumn<Row>[]
  readonly rows: readonly Row[]
  readonly keyOf: (row: Row) => string | number
}

export function DataTable<Row>({ caption, columns, rows, keyOf }: DataTableProps<Row>) {
  return (
    <table className="history-table">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ id, header }) => (
            <th key={id} scope="col">
              {header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)}>
            {columns.map((column) => (
              <DataCell key={column.id} column={column} row={row} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function DataCell<Row>({ column, row }: { column: DataColumn<Row>; row: Row }) {
  const { head, header, className, cell, span } = column
  const columns = span?.(row) ?? 1
  if (columns === 0) return null
  const colSpan = columns === 1 ? undefined : columns
  if (head === 'row')
    return (
      <th scope="row" colSpan={colSpan}>
        {cell(row)}
      </th>
    )
  return (
    <td className={className} colSpan={colSpan} data-column={head === 'own' ? undefined : header}>
      {cell(row)}
    </td>
  )
}
