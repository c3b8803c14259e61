// Where the keyboard can be led: what stands on the page says how it takes the focus, and whoever leads there asks by name. So
// nobody searches the page for another feature's elements.
import { createContext, useContext, useEffect, useRef } from 'react'
import type { Stop } from '#contract/time.ts'

/** A list of the floor, as long as it has rows. */
export type ListPlace = {
  readonly id: string
  readonly name: string
  readonly element: () => HTMLElement | null
  /** To the row it was left on; `toHear`: to the first row with a call that can be listened to, else to its first row. */
  readonly enter: (to: 'left' | 'toHear') => void
}

export type Places = {
  /** `focus` takes the keyboard there. */
  readonly add: (place: string, focus: () => void) => Stop
  /** Leads there; nothing while nobody of that name stands on the page. */
  readonly go: (place: string) => void
  readonly addList: (list: ListPlace) => Stop
  /** In the order of the page. */
  readonly lists: () => readonly ListPlace[]
}

export function createPlaces(): Places {
  const places = new Map<string, () => void>()
  const lists = new Set<ListPlace>()
  return {
    add: (place, focus) => {
      places.set(place, focus)
      return () => {
        if (places.get(place) === focus) places.delete(place)
      }
    },
    go: (place) => places.get(place)?.(),
    addList: (list) => {
      lists.add(list)
      return () => void lists.delete(list)
    },
    lists: () => [...lists].sort((a, b) => (isBefore(a.element(), b.element()) ? -1 : 1)),
  }
}

const isBefore = (one: Node | null, other: Node | null): boolean =>
  one !== null && other !== null && (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0

export const PlacesContext = createContext<Places>(createPlaces())

export const usePlaces = (): Places => useContext(PlacesContext)

/** The component is that place while it is on the page. */
export function usePlace(place: string, focus: () => void): void {
  const places = usePlaces()
  const now = useRef(focus)
  useEffect(() => {
    now.current = focus
  })
  useEffect(() => places.add(place, () => now.current()), [places, place])
}

/** From the list with the focus on to the next, round and round; from elsewhere to the first. */
export function enterNext(places: Places): void {
  const all = places.lists()
  const at = all.findIndex((list) => list.element()?.contains(document.activeElement))
  all[(at + 1) % all.length]?.enter('left')
}
