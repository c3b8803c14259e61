// The last thing that was asked for and refused, in sight for a while with what would mend it.
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { Refusal } from './refusals.ts'

/** `count` makes the same refusal once more a new one, so that it is said again. */
export type Refused = Refusal & { readonly action: string; readonly count: number }

export const refusalStore = createStore<{ readonly refused: Refused | null }>(() => ({ refused: null }))

export const refuse = (action: string, refusal: Refusal): void =>
  refusalStore.setState(({ refused }) => ({ refused: { ...refusal, action, count: (refused?.count ?? 0) + 1 } }))

export const forgetRefusal = (): void => refusalStore.setState({ refused: null })

export const useRefused = (): Refused | null => useStore(refusalStore, (now) => now.refused)
