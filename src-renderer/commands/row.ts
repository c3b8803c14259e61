// The row the keyboard is on: what L listens to. It stays the chosen one while the focus is elsewhere.
import { type RowAbout, rowAbout } from '#renderer/grid/row-about.ts'

export type Rows = {
  readonly row: () => RowAbout | null
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
      return row && rowAbout(row)
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
