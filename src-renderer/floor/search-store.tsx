// What is searched for on the floor. A store of its own, so that a letter renders the lists and not the whole window.
import { createContext, useContext } from 'react'
import { type StoreApi, useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { Floor } from '#contract/floor.ts'
import { KeyHint, useAriaKeys } from '#renderer/keys/key-hint.tsx'
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
  const enter = () => {
    const picture = floor.getState().floor
    if (picture) prepare(picture)
  }
  return (
    <SearchBox
      value={useSearch()}
      onChange={(search) => store.setState({ search })}
      onEnter={() => whenIdle(enter)}
      onLeave={goToFound}
      keys={keys}
      keyHint={<KeyHint command="search" />}
    />
  )
}

const whenIdle = (run: () => void): unknown => (window.requestIdleCallback ?? setTimeout)(run)

/** Agents first: who searches looks for somebody to listen to. */
function goToFound(): void {
  const lists = ['agents', 'calls', 'queues'].map((of) => `.${of}-grid [role="row"][tabindex="0"]`)
  const found = lists.flatMap((list) => document.querySelector<HTMLElement>(list) ?? [])
  found[0]?.focus()
}
