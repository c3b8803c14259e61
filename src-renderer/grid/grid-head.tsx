// The column headers: each sorts its list. One stop of the keyboard; the arrow keys go from header to header.
import { ArrowDown, ArrowUp } from 'lucide-react'
import { type KeyboardEvent, memo, useState } from 'react'

export type Column = {
  readonly id: string
  readonly className: string // of its header and its cells
  readonly header: string
  readonly title?: string | undefined
  readonly width: string | null // its track of the CSS grid
  readonly sorts: boolean // there is an order in what it shows
  readonly first: 'ascending' | 'descending' // at the first press
}

/** The tracks of a row. */
export const tracksOf = (columns: readonly Column[]): string => columns.flatMap(({ width }) => width ?? []).join(' ')

export type GridSort = {
  readonly by: { readonly column: string; readonly descending: boolean } | null
  readonly onSort: (column: string, first: Column['first']) => void
}

type HeadProps = { readonly columns: readonly Column[] } & GridSort

// Not rendered again with each news of the floor.
export const GridHead = memo(function GridHead({ columns, by, onSort }: HeadProps) {
  const sortable = columns.filter(({ sorts }) => sorts)
  const [stop, setStop] = useState(sortable[0]?.id ?? '')
  return (
    // See Grid.
    <div role="rowgroup" className="grid-head">
      {/* See Grid. */}
      {/* The headers' buttons are. */}
      <div role="row" aria-rowindex={1} className="grid-row" onKeyDown={moveAlong}>
        {columns.map((column) => (
          <Header
            key={column.id}
            column={column}
            stop={column.id === stop}
            sorted={by?.column === column.id ? by : null}
            onSort={() => onSort(column.id, column.first)}
            onFocus={() => setStop(column.id)}
          />
        ))}
      </div>
    </div>
  )
})

type HeaderProps = {
  readonly column: Column
  readonly stop: boolean
  readonly sorted: GridSort['by']
  readonly onSort: () => void
  readonly onFocus: () => void
}

function Header({ column: { className, header, sorts, title }, stop, sorted, onSort, onFocus }: HeaderProps) {
  const Arrow = sorted?.descending ? ArrowDown : ArrowUp
  return (
    // See Grid.
    // Its button is.
    <div
      role="columnheader"
      className={className}
      aria-sort={sorted ? (sorted.descending ? 'descending' : 'ascending') : undefined}
    >
      {sorts ? (
        <button
          type="button"
          className="sort-button"
          tabIndex={stop ? 0 : -1}
          title={title ?? header}
          onClick={onSort}
          onFocus={onFocus}
        >
          <span className="sort-word">{header}</span>
          {sorted && <Arrow aria-hidden className="sort-arrow" />}
        </button>
      ) : (
        header
      )}
    </div>
  )
}

/** Left and right between the headers that are in sight: a narrow pane shows fewer. */
function moveAlong(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
  if (step === 0 || !(event.target instanceof HTMLButtonElement)) return
  event.preventDefault()
  const buttons = [...event.currentTarget.querySelectorAll('button')].filter(
    (button) => (button.closest<HTMLElement>('[role="columnheader"]')?.offsetWidth ?? 0) !== 1,
  )
  const here = buttons.indexOf(event.target)
  buttons[here + (getComputedStyle(event.currentTarget).direction === 'rtl' ? -step : step)]?.focus()
}
