// Lets others lead the keyboard to the list: to the row it was left on, or to one with a call to hear.
import { type RefObject, useEffect } from 'react'
import { usePlaces } from '#renderer/ui/places.ts'
import { rowAbout } from './row-about.ts'

export function useListPlace(id: string, name: string, root: RefObject<HTMLElement | null>): void {
  const places = usePlaces()
  useEffect(() => {
    const element = () => root.current
    const enter = (to: 'left' | 'toHear') => rowToEnter(root.current, to)?.focus()
    return places.addList({ id, name, element, enter })
  }, [places, id, name, root])
}

function rowToEnter(grid: HTMLElement | null, to: 'left' | 'toHear'): HTMLElement | null {
  if (to === 'left') return grid?.querySelector<HTMLElement>('[role="row"][tabindex="0"]') ?? grid
  const rows = [...(grid?.querySelectorAll<HTMLElement>('.grid-body [role="row"]') ?? [])]
  return rows.find((row) => rowAbout(row).target !== null) ?? rows[0] ?? null
}
