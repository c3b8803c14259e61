// One row and its cells. The row's name says who it is about; the clock is not part of it, so that it does not chatter.
import { type CSSProperties, type ReactNode, useLayoutEffect, useRef } from 'react'
import type { RowPlace } from './grid.tsx'
import { type RowAbout, setRowAbout } from './row-about.ts'

const aboutNothing: RowAbout = { target: null, waits: false }

type GridRowProps = {
  readonly place: RowPlace
  readonly label: string
  readonly className?: string
  readonly current?: boolean
  readonly selected?: boolean
  readonly onSelect?: () => void // with Ctrl and a click
  readonly onMenu?: (row: Element) => void // by the right button, or the key for it
  readonly about?: RowAbout
  readonly children: ReactNode
}

export function GridRow({
  place,
  label,
  className,
  current,
  selected,
  onSelect,
  onMenu,
  about = aboutNothing,
  children,
}: GridRowProps) {
  const row = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (row.current) setRowAbout(row.current, about)
    // Tab goes from the active row to its buttons and then out of the grid, not through the buttons of every row.
    for (const button of row.current?.querySelectorAll('button') ?? []) button.tabIndex = place.active ? 0 : -1
  })
  return (
    // Rows out of sight are left out, which a native table cannot express.
    <div
      ref={row}
      role="row"
      data-row={place.id}
      aria-label={label}
      aria-rowindex={place.index + 2}
      aria-current={current || undefined}
      aria-selected={selected || undefined}
      tabIndex={place.active ? 0 : -1}
      className={`grid-row ${className ?? ''}`}
      style={{ '--row-index': place.index } as CSSProperties}
      onFocus={() => place.onActive(place.id)}
      onContextMenu={
        onMenu &&
        ((event) => {
          event.preventDefault()
          onMenu(event.currentTarget)
        })
      }
      onPointerUp={onSelect && ((event) => (event.ctrlKey || event.metaKey) && onSelect())}
    >
      {children}
    </div>
  )
}

type CellProps = { readonly className: string; readonly title: string | undefined; readonly children: ReactNode }

/** `title` shows the whole text where the cell cuts it off. */
export function Cell({ className, title, children }: CellProps) {
  return (
    // See GridRow.
    // The row is the stop of the keyboard, not each cell.
    <div role="gridcell" className={className} title={title}>
      {children}
    </div>
  )
}

/** A row that says what the rows beneath it have in common. */
export function GroupRow({
  place,
  label,
  columns,
  about,
  onMenu,
  children,
}: GridRowProps & { readonly columns: number }) {
  return (
    <GridRow
      place={place}
      label={label}
      className={place.stuck ? 'grid-group grid-stuck' : 'grid-group'}
      about={about}
      onMenu={onMenu}
    >
      {/* See GridRow. */}
      {/* See Cell. */}
      <div role="gridcell" aria-colspan={columns} className="cell-group">
        {children}
      </div>
    </GridRow>
  )
}

type Placed = { readonly place: RowPlace; readonly columns: unknown }

/** Rows compare by place and columns: what they show they watch themselves. */
export function samePlace({ place: a, columns: now }: Placed, { place: b, columns: then }: Placed): boolean {
  return now === then && a.id === b.id && a.index === b.index && a.active === b.active && a.onActive === b.onActive
}
