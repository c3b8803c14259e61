// Keeps the slots of a grid's rows from one rendering to the next.
import { useRef } from 'react'
import { nextSlots, noSlots } from './row-slots.ts'

type Wanted = {
  /** Changes when the person asked for another list: then its rows take over those on screen. */
  readonly scope: string
  /** They take them over by themselves, too. */
  readonly reorders: boolean
}

/** The keys of these rows. */
export function useRowSlots(
  ids: readonly string[],
  { scope, reorders }: Wanted,
  { current: list }: { readonly current: HTMLElement | null },
) {
  const last = useRef({ scope, slots: noSlots })
  const asked = last.current.scope !== scope
  const isHeld = list !== null && (list.contains(document.activeElement) || (!asked && list.matches(':active')))
  last.current = { scope, slots: nextSlots(last.current.slots, ids, (asked || reorders) && !isHeld) }
  return last.current.slots.keys
}
