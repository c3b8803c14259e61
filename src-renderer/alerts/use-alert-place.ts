// From elsewhere to an alert of the list: the focus goes to what can be done about it first, which is to listen where there is a call.
import { type RefObject, useRef } from 'react'
import { usePlace } from '#renderer/ui/places.ts'

/** `id` of an alert or a request for help. */
export const alertPlace = (id: string): string => `alert ${id}`

/** For the item of the list that shows it. */
export function useAlertPlace(id: string): RefObject<HTMLLIElement | null> {
  const item = useRef<HTMLLIElement>(null)
  usePlace(alertPlace(id), () => item.current?.querySelector('button')?.focus())
  return item
}
