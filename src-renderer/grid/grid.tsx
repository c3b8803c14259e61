// A long list of rows with column headers: only the rows in sight are in the page, arrow keys move between them, Enter acts.
// Own code because no kept table keeps row identity and focus under 5,000 patches a second; roles as in ARIA APG "Grid".
import { type CSSProperties, type KeyboardEvent, type ReactNode, useRef } from 'react'
import './grid.css'
import { type Column, GridHead, type GridSort, tracksOf } from './grid-head.tsx'
import { typedInVain, useTypeAhead } from './type-ahead.ts'
import { useActiveRow } from './use-active-row.ts'
import { useListPlace } from './use-list-place.ts'
import { useRowSlots } from './use-row-slots.ts'
import { useViewport } from './use-viewport.ts'
import { type RowSpan, rowAfterKey, scrollToShow, type Viewport, visibleRows } from './visible-rows.ts'

const ROW_HEIGHTS = { comfortable: 40, compact: 28 } as const // px

/** What a row component must hand on to <GridRow>. */
export type RowPlace = {
  readonly id: string
  readonly slot: string // the key of the row's component
  readonly index: number
  readonly active: boolean // the one row of the grid that Tab reaches
  readonly stuck: boolean // the head of the rows in sight, which stays above them
  readonly onActive: (id: string) => void
}

type GridProps = {
  readonly id: string // by which others lead the keyboard here
  readonly label: string
  readonly columns: readonly Column[]
  readonly ids: readonly string[]
  readonly row: (place: RowPlace) => ReactNode
  readonly scope: string // changes when the person asked for another list
  readonly className: string
  readonly sort: GridSort
  readonly density: keyof typeof ROW_HEIGHTS
  readonly isHead?: (id: string) => boolean // of a row that says what those beneath it have in common
  readonly across?: boolean // the rows stand side by side: left and right move as well
  /**
   * The rows change places with each other by themselves, often: they are written into one another's places. Only where it does no
   * harm when a press hits the row that has just come there.
   */
  readonly reorders?: boolean
  /** By which texts typing finds the row. */
  readonly textsOf: (id: string) => readonly string[]
}

export function Grid(props: GridProps) {
  const { id: listId, label, columns, ids, row, scope, className, sort } = props
  const { density, isHead, across, reorders = false, textsOf } = props
  const rowHeight = ROW_HEIGHTS[density]
  const root = useRef<HTMLDivElement>(null)
  const body = useRef<HTMLDivElement>(null)
  useListPlace(listId, label, root)
  const viewport = useViewport(body, rowHeight)
  const { activeIndex, moveTo, onActive } = useActiveRow(ids, body)
  const typeAhead = useTypeAhead()
  const span = visibleRows(viewport, ids.length)

  const goTo = (index: number) => {
    const { current: list } = body
    if (list) list.scrollTop = scrollToShow(index, { ...viewport, scrollTop: list.scrollTop }, isHead ? rowHeight : 0)
    moveTo(index)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || ids.length === 0) return
    if (!(event.target instanceof HTMLElement) || event.target.getAttribute('role') !== 'row') return
    if (event.key === 'Enter') {
      event.target.querySelector<HTMLElement>('[data-row-action] button')?.click()
      return
    }
    const typed = typeAhead(event, activeIndex, ids.length, (index) => textsOf(ids[index] ?? ''))
    const key = across ? keyAcross(event) : event.key
    const next = typed.taken ? typed.index : rowAfterKey(key, activeIndex, ids.length, rowsAPage(viewport))
    if (typed.taken && next === null) typedInVain.add(event.nativeEvent)
    if (next === null) return
    event.preventDefault()
    // A letter of a name being typed is not the shortcut of that letter.
    if (typed.taken) event.stopPropagation()
    goTo(next)
  }

  const stuckIndex = isHead ? headAbove(ids, Math.floor(viewport.scrollTop / rowHeight), isHead) : -1
  const shown = rowsInPage(ids, span, [stuckIndex, activeIndex])
  const slots = useRowSlots(
    shown.map(({ id }) => id),
    { scope, reorders },
    body,
  )

  return (
    // A native table cannot leave out the rows that are out of sight.
    <div
      ref={root}
      role="grid"
      aria-label={label}
      aria-rowcount={ids.length + 1}
      className={`grid ${className}`}
      data-density={density}
      data-heads={isHead ? true : undefined}
      style={{ '--columns': tracksOf(columns), '--row-height': `${rowHeight}px` } as CSSProperties}
      onKeyDown={onKeyDown}
      tabIndex={-1}
    >
      <GridHead columns={columns} by={sort.by} onSort={sort.onSort} />
      {/* See above. */}
      <div role="rowgroup" className="grid-body" ref={body}>
        <div
          role="presentation"
          className="grid-space"
          style={{ '--rows-height': `${ids.length * rowHeight}px` } as CSSProperties}
        >
          {shown.map(({ id, index }, at) =>
            row({
              id,
              slot: slots[at] ?? id,
              index,
              active: index === activeIndex,
              stuck: index === stuckIndex,
              onActive,
            }),
          )}
        </div>
      </div>
    </div>
  )
}

const rowsAPage = ({ height, rowHeight }: Viewport): number => Math.max(1, Math.floor(height / rowHeight) - 1)

/** The row that holds the focus stays in the page even when it is scrolled out of sight, and so does the head of what is in sight. */
function rowsInPage(ids: readonly string[], { first, end }: RowSpan, kept: readonly number[]) {
  const shown = ids.slice(first, end).map((id, offset) => ({ id, index: first + offset }))
  for (const index of new Set(kept)) {
    const id = ids[index]
    if (id !== undefined && (index < first || index >= end)) shown.push({ id, index })
  }
  return shown
}

/** The last head at or above this row; -1: none. */
function headAbove(ids: readonly string[], first: number, isHead: (id: string) => boolean): number {
  for (let index = Math.min(first, ids.length - 1); index >= 0; index--) if (isHead(ids[index] ?? '')) return index
  return -1
}

/** The key that means the same in a list from top to bottom. */
function keyAcross({ key, currentTarget }: KeyboardEvent): string {
  if (key !== 'ArrowLeft' && key !== 'ArrowRight') return key
  const onward = getComputedStyle(currentTarget).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight'
  return key === onward ? 'ArrowDown' : 'ArrowUp'
}
