// Whether the window is so small that the panes stand one beneath the other, all in one column. See the same query in board.css.
import { useSyncExternalStore } from 'react'

const QUERY = '(max-width: 900px), (max-height: 560px)'

export function useOneColumn(): boolean {
  return useSyncExternalStore(onChange, () => globalThis.matchMedia?.(QUERY).matches ?? false)
}

function onChange(run: () => void): () => void {
  const query = globalThis.matchMedia?.(QUERY)
  query?.addEventListener('change', run)
  return () => query?.removeEventListener('change', run)
}
