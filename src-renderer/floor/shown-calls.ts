// The calls in the order they are shown, for "next call": the Active calls pane says it; until then the oldest come first.
import { useEffect } from 'react'
import type { Floor } from '#contract/floor.ts'

let shown: readonly string[] | null = null

/** Called by the pane with the ids it shows. */
export function useShownCalls(ids: readonly string[]): void {
  useEffect(() => {
    shown = ids
    return () => {
      shown = null
    }
  }, [ids])
}

export function shownCalls(floor: Floor | null): readonly string[] {
  const calls = floor?.calls ?? {}
  if (shown) return shown.filter((id) => calls[id])
  return Object.values(calls)
    .sort((a, b) => a.startedAt - b.startedAt || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id)
}
