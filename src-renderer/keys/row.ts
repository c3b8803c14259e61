// The row the keyboard is on: what L listens to. It stays the chosen one while the focus is elsewhere.
import type { Target } from '../../src-preload/contract/monitor.ts'
import type { RowNow } from './now.ts'

/** Follows the focus from row to row. The answer stops it. */
export function watchRows(page: Document): { readonly row: () => RowNow | null; readonly stop: () => void } {
  let last: Element | null = null
  const follow = ({ target }: FocusEvent): void => {
    const row = target instanceof Element ? target.closest('[role="row"]') : null
    if (row) last = row
  }
  page.addEventListener('focusin', follow)
  return {
    row: () => (last?.isConnected ? { target: targetIn(last), waits: waitsIn(last) } : null),
    stop: () => page.removeEventListener('focusin', follow),
  }
}

/** A call that nobody has answered: its Listen says so. */
const waitsIn = (row: Element): boolean => row.querySelector('[data-not-answered]') !== null

/** What the row's Listen button is about (listen-button.tsx). */
function targetIn(row: Element): Target | null {
  const mark = row.querySelector('[data-monitor-target]')?.getAttribute('data-monitor-target')
  return mark ? (JSON.parse(mark) as Target) : null
}
