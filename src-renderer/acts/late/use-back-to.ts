// Where the keyboard was before a menu, a choice or a question: it is there again when these are gone, unless it has gone elsewhere.
import { useEffect } from 'react'

export function useBackTo(at: Element | null): void {
  useEffect(
    () => () => {
      requestAnimationFrame(() => {
        if (at instanceof HTMLElement && document.activeElement === document.body) at.focus({ preventScroll: true })
      })
    },
    [at],
  )
}
