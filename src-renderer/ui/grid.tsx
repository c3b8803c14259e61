// A long list of rows with column headers: only the rows in sight are in the page, arrow keys move between them, Enter acts.
// Own code because no kept table keeps row identity and focus under 5,000 patches a second; roles as in ARIA APG "Grid".
import { type KeyboardEvent, type ReactNode, useCallback, useLayoutEffect, useRef, useState } from 'react'
import './grid.css'
import { useViewport } from './use-viewport.ts'
import { rowAfterKey, scrollToShow, visibleRows } from './visible-rows.ts'

export const ROW_HEIGHT = 40

export type Column = { readonly id: string; readonly header: string }

/** What a row component must hand on to <GridRow>. */
export type RowPlace = {
  readonly id: string
  readonly index: number
  readonly active: boolean // the one row of the grid that Tab reaches
  readonly onActive: (id: string) => void
}

type GridProps = {
  readonly label: string
  readonly columns: readonly Column[]
  readonly ids: readonly string[]
  readonly row: (place: RowPlace) => ReactNode
  readonly className: string
}

export function Grid({ label, columns, ids, row, className }: GridProps) {
  const body = useRef<HTMLDivElement>(null)
  const viewport = useViewport(body, ROW_HEIGHT)
  const { activeIndex, moveTo, onActive } = useActiveRow(ids, body)
  const span = visibleRows(viewport, ids.length)

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    if (event.key === 'Enter' && event.target instanceof HTMLElement && event.target.getAttribute('role') === 'row') {
      event.target.querySelector<HTMLElement>('[data-row-action] button')?.click()
      return
    }
    const rowsAPage = Math.max(1, Math.floor(viewport.height / ROW_HEIGHT) - 1)
    const next = rowAfterKey(event.key, activeIndex, ids.length, rowsAPage)
    if (next === null || ids.length === 0) return
    event.preventDefault()
    if (body.current) body.current.scrollTop = scrollToShow(next, { ...viewport, scrollTop: body.current.scrollTop })
    moveTo(next)
  }

  const shown = ids.slice(span.first, span.end).map((id, offset) => ({ id, index: span.first + offset }))
  const activeId = ids[activeIndex]
  // The row that holds the focus stays in the page even when it is scrolled out of sight.
  if (activeId !== undefined && (activeIndex < span.first || activeIndex >= span.end))
    shown.push({ id: activeId, index: activeIndex })

  return (
    // biome-ignore lint/a11y/useSemanticElements: a native table cannot leave out the rows that are out of sight.
    <div
      role="grid"
      aria-label={label}
      aria-rowcount={ids.length + 1}
      className={`grid ${className}`}
      onKeyDown={onKeyDown}
      tabIndex={-1}
    >
      <GridHead columns={columns} />
      {/* biome-ignore lint/a11y/useSemanticElements: see above. */}
      <div role="rowgroup" className="grid-body" ref={body}>
        <div role="presentation" className="grid-space" style={{ height: ids.length * ROW_HEIGHT }}>
          {shown.map(({ id, index }) => row({ id, index, active: index === activeIndex, onActive }))}
        </div>
      </div>
    </div>
  )
}

function GridHead({ columns }: { columns: readonly Column[] }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: see above.
    <div role="rowgroup" className="grid-head">
      {/* biome-ignore lint/a11y/useSemanticElements: see above. */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: a header row is not a stop of the keyboard. */}
      <div role="row" aria-rowindex={1} className="grid-row">
        {columns.map(({ id, header }) => (
          // biome-ignore lint/a11y/useSemanticElements: see above.
          // biome-ignore lint/a11y/useFocusableInteractive: nor are its headers.
          <div key={id} role="columnheader" className={`cell-${id}`}>
            {header}
          </div>
        ))}
      </div>
    </div>
  )
}

/** Keeps one row as the grid's only Tab stop, and the focus on the nearest row when the focused one goes away. */
function useActiveRow(ids: readonly string[], body: { readonly current: HTMLElement | null }) {
  const [active, setActive] = useState<{ id: string; index: number }>({ id: '', index: 0 })
  const focusWanted = useRef(false)
  const found = ids.indexOf(active.id)
  const activeIndex = found >= 0 ? found : Math.max(0, Math.min(active.index, ids.length - 1))
  const hadFocus = useRef(false)

  useLayoutEffect(() => {
    const element = body.current
    if (!element) return
    const lostFocus = found < 0 && hadFocus.current && document.activeElement === document.body
    if (focusWanted.current || lostFocus) {
      focusWanted.current = false
      element.querySelector<HTMLElement>('[role="row"][tabindex="0"]')?.focus({ preventScroll: true })
    }
    hadFocus.current = element.contains(document.activeElement)
  })

  const moveTo = (index: number) => {
    const id = ids[index]
    if (id === undefined) return
    focusWanted.current = true
    setActive({ id, index })
  }
  const order = useRef(ids)
  order.current = ids
  const onActive = useCallback((id: string) => {
    hadFocus.current = true
    setActive({ id, index: order.current.indexOf(id) })
  }, [])
  return { activeIndex, moveTo, onActive }
}
