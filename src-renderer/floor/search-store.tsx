// What is searched for on the floor. A store of its own, so that a letter renders the lists and not the whole window.
import { createContext, useContext, useRef } from 'react'
import { type StoreApi, useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { Floor } from '#contract/floor.ts'
import { KeyHint, useAriaKeys } from '#renderer/keys/key-hint.tsx'
import { type Places, usePlace, usePlaces } from '#renderer/ui/places.ts'
import { SearchBox } from '#renderer/ui/search-box.tsx'
import { FloorContext } from './floor-store.ts'

export type SearchStore = StoreApi<{ readonly search: string }>

export const createSearchStore = (): SearchStore => createStore(() => ({ search: '' }))

export const SearchContext = createContext<SearchStore>(createSearchStore())

export const useSearch = (): string => useStore(useContext(SearchContext), ({ search }) => search)

type SearchProps = { readonly prepare: (floor: Floor) => void } // the person is about to search

/** The search box over all panes. */
export function FloorSearch({ prepare }: SearchProps) {
  const store = useContext(SearchContext)
  const floor = useContext(FloorContext)
  const keys = useAriaKeys('search')
  const places = usePlaces()
  const field = useRef<HTMLInputElement>(null)
  usePlace('search', () => field.current?.focus())
  const enter = () => {
    const picture = floor.getState().floor
    if (picture) prepare(picture)
  }
  return (
    <SearchBox
      field={field}
      value={useSearch()}
      onChange={(search) => store.setState({ search })}
      onEnter={() => whenIdle(enter)}
      onLeave={() => goToFound(places)}
      keys={keys}
      keyHint={<KeyHint command="search" />}
    />
  )
}

const whenIdle = (run: () => void): unknown => (window.requestIdleCallback ?? setTimeout)(run)

/** Agents first: who searches looks for somebody to listen to. */
function goToFound(places: Places): void {
  const lists = places.lists()
  const [found] = ['agents', 'calls', 'queues'].flatMap((id) => lists.find((list) => list.id === id) ?? [])
  found?.enter('left')
}
