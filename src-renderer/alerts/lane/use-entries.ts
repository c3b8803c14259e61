// The entries of the lane as they stand: in their order, or as they stood while it is in somebody's hands.
import { useLayoutEffect, useRef } from 'react'
import { type Entry, entriesHeld, entriesNow, type Sight } from './entries.ts'

export function useEntries(sight: Sight, isHeld: boolean): readonly Entry[] {
  const shown = useRef<readonly Entry[]>([])
  const entries = isHeld ? entriesHeld(shown.current, sight) : entriesNow(sight)
  useLayoutEffect(() => {
    shown.current = entries
  })
  return entries
}
