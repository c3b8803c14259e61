// Keeps the slots of a grid's rows from one rendering to the next.
import { useRef } from 'react'
import { nextSlots, noSlots } from './row-slots.ts'

/** The keys of these rows. `scope` changes when the person asked for another list: then its rows take over those on screen. */
export function useRowSlots(ids: readonly string[], scope: string, body: { readonly current: HTMLElement | null }) {
  const last = useRef({ scope, slots: noSlots })
  const asked = last.current.scope !== scope
  const reuse = asked && !body.current?.contains(document.activeElement)
  last.current = { scope, slots: nextSlots(last.current.slots, ids, reuse) }
  return last.current.slots.keys
}
