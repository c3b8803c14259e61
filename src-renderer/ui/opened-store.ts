// Which window of the console's own is open above the page: the palette, the help on keys, the settings, the diagnostics, the phone, the set-up, the site's secrets, the check of who hears whom, the standing orders, the question about a link, or none.
import type { StoreApi } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { partContext, usePart, usePartStore } from './console-part.ts'

export type OpenedView = {
  readonly opened:
    | 'palette'
    | 'help'
    | 'settings'
    | 'diagnostics'
    | 'phone'
    | 'setup'
    | 'secrets'
    | 'proof'
    | 'orders'
    | 'link'
    | null
  readonly at: string | null // the place in it that is wanted first
  readonly open: (what: OpenedView['opened'], at?: string | null) => void
}

export type OpenedStore = StoreApi<OpenedView>

export const createOpenedStore = (): OpenedStore =>
  createStore((set) => ({ opened: null, at: null, open: (opened, at = null) => set({ opened, at }) }))

export const OpenedContext = partContext<OpenedView>('opened window')
export const useOpenedStore = (): OpenedStore => usePartStore(OpenedContext)
export const useOpened = <T>(pick: (view: OpenedView) => T): T => usePart(OpenedContext, pick)
