// The entries of the lane and of its whole list as they stand: in their order, or as they stood while it is in somebody's hands.
import { useLayoutEffect, useRef } from 'react'
import { type Entry, entriesHeld, entriesNow, laneNow, type Sight } from './entries.ts'

export function useEntries(sight: Sight, isHeld: boolean): { lane: readonly Entry[]; list: readonly Entry[] } {
  const shown = useRef<{ lane: readonly Entry[]; list: readonly Entry[] }>({ lane: [], list: [] })
  const entries = isHeld
    ? { lane: entriesHeld(shown.current.lane, sight), list: entriesHeld(shown.current.list, sight) }
    : { lane: laneNow(sight), list: entriesNow(sight) }
  useLayoutEffect(() => {
    shown.current = entries
  })
  return entries
}
