// The row the keyboard is on: what L listens to. It stays the chosen one while the focus is elsewhere.
import type { Target } from '#contract/monitor.ts'
import type { RowNow } from './context.ts'

export type Rows = {
  readonly row: () => RowNow | null
  /** Gives the focus back to that row, or to the list it was in. */
  readonly focus: () => void
  readonly stop: () => void
}

/** Where the keyboard was: rows are written into one another's places, so that a row is known by its id. */
type Chosen = { readonly list: Element; readonly id: string }

/** Follows the focus from row to row until it is stopped. */
export function watchRows(page: Document): Rows {
  let last: Chosen | null = null
  const follow = ({ target }: FocusEvent): void => {
    const row = target instanceof Element ? target.closest<HTMLElement>('[role="row"][data-row]') : null
    const list = row?.closest('[role="grid"]')
    if (row && list) last = { list, id: row.dataset.row ?? '' }
  }
  page.addEventListener('focusin', follow)
  return {
    row: () => {
      const row = shownRow(last)
      return row && { target: targetIn(row), waits: waitsIn(row) }
    },
    focus: () => (shownRow(last) ?? entryOf(last?.list))?.focus({ preventScroll: true }),
    stop: () => page.removeEventListener('focusin', follow),
  }
}

/** The row of a list that Tab would go to. */
export const entryOf = (list: ParentNode | null | undefined): HTMLElement | null =>
  list?.querySelector<HTMLElement>('[role="row"][tabindex="0"]') ?? null

function shownRow(chosen: Chosen | null): HTMLElement | null {
  if (!chosen?.list.isConnected) return null
  const rows = chosen.list.querySelectorAll<HTMLElement>('[role="row"][data-row]')
  return [...rows].find(({ dataset }) => dataset.row === chosen.id) ?? null
}

/** A call that nobody has answered: its Listen says so. */
const waitsIn = (row: Element): boolean => row.querySelector('[data-not-answered]') !== null

/** What the row's Listen button is about (listen-button.tsx). */
function targetIn(row: Element): Target | null {
  const mark = row.querySelector('[data-monitor-target]')?.getAttribute('data-monitor-target')
  return mark ? (JSON.parse(mark) as Target) : null
}
