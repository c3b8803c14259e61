// The last thing that was asked for and refused, in sight for a while with what would mend it.
import type { StoreApi } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { partContext, usePart, usePartStore } from '#renderer/ui/console-part.ts'
import type { Refusal } from './refusals.ts'

/** `count` makes the same refusal once more a new one, so that it is said again. */
export type Refused = Refusal & { readonly action: string; readonly count: number }

export type RefusalView = {
  readonly refused: Refused | null
  readonly refuse: (action: string, refusal: Refusal) => void
  readonly forget: () => void
}

export type RefusalStore = StoreApi<RefusalView>

export const createRefusalStore = (): RefusalStore =>
  createStore((set) => ({
    refused: null,
    refuse: (action, refusal) =>
      set(({ refused }) => ({ refused: { ...refusal, action, count: (refused?.count ?? 0) + 1 } })),
    forget: () => set({ refused: null }),
  }))

export const RefusalContext = partContext<RefusalView>('refusal')
export const useRefusalStore = (): RefusalStore => usePartStore(RefusalContext)
export const useRefusals = <T>(pick: (view: RefusalView) => T): T => usePart(RefusalContext, pick)
