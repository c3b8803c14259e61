// From elsewhere to an alert of the lane: the focus goes to what can be done about it first, which is to listen where there is a call.
import { type RefObject, useRef } from 'react'
import { usePlace } from '#renderer/ui/places.ts'

/** `id` of an alert or a request for help. */
export const alertPlace = (id: string): string => `alert ${id}`

/** For the item that shows it; the one in the whole list is no place to lead to. */
export function useAlertPlace(where: 'lane' | 'list', id: string): RefObject<HTMLLIElement | null> {
  const item = useRef<HTMLLIElement>(null)
  usePlace(where === 'lane' ? alertPlace(id) : `${where} ${id}`, () => item.current?.querySelector('button')?.focus())
  return item
}
