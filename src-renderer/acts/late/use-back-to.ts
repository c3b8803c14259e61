// Where the keyboard was before a menu, a choice or a question: it is there again when these are gone, unless it has gone elsewhere.
import { useEffect } from 'react'
import { cameByItself } from '#renderer/grid/use-active-row.ts'

export function useBackTo(at: Element | null): void {
  useEffect(() => {
    const list = at?.closest('[role="grid"]') ?? null
    return () => {
      requestAnimationFrame(() => {
        if (document.activeElement !== document.body) return
        if (at instanceof HTMLElement && at.isConnected) at.focus({ preventScroll: true })
        else toNextRow(list)
      })
    }
  }, [at])
}

/** The row is gone: the keyboard goes on in its list, on a row that it has not chosen. */
function toNextRow(list: Element | null): void {
  const row = list?.querySelector<HTMLElement>('[role="row"][tabindex="0"]')
  if (row) cameByItself.set(row, performance.now())
  const next = row ?? list
  if (next instanceof HTMLElement) next.focus({ preventScroll: true })
}
