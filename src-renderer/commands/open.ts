// Which of the keys' own windows is open: the palette, the help, or none.
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'

type Opened = 'palette' | 'help' | null

const store = createStore<{ readonly opened: Opened }>(() => ({ opened: null }))

export const open = (opened: Opened): void => store.setState({ opened })

export const useOpened = (): Opened => useStore(store, (now) => now.opened)
