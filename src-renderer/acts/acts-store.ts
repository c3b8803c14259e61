// Acts in the window: what was asked for and is not answered, which agents are selected, and what is being chosen. Small: the rest loads late.
import type { StoreApi } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { ActKind } from '#contract/acts/act-kinds.ts'
import type { Act } from '#contract/acts/acts.ts'
import type { RowSubject } from '#renderer/grid/row-about.ts'
import { partContext, usePart, usePartStore } from '#renderer/ui/console-part.ts'

/** The kinds a person asks for; a transfer out is a transfer. */
export type AskedKind = Exclude<ActKind, 'transferOut'>

/** menu: beside that element; act: its choice or question, or at once where there is none; undo: of what was done last. `at` has the keyboard afterwards. */
export type ActWish =
  | { readonly kind: 'menu'; readonly subject: RowSubject; readonly at: Element | null }
  | { readonly kind: 'act'; readonly act: AskedKind; readonly subject: RowSubject; readonly at: Element | null }
  | { readonly kind: 'undo' }

/** What the PBX has done, in words, and what takes it back. */
export type ActDone = { readonly sentence: string; readonly undo: readonly Act[] }

export type ActsView = {
  /** By `agent 1001` and `call c1`: "pausing…". */
  readonly asked: Readonly<Record<string, string>>
  readonly selected: readonly string[] // agents
  readonly wish: ActWish | null
  readonly done: ActDone | null
  readonly want: (wish: ActWish | null) => void
  readonly select: (selected: readonly string[]) => void
}

export type ActsStore = StoreApi<ActsView>

export const createActsStore = (): ActsStore =>
  createStore((set) => ({
    asked: {},
    selected: [],
    wish: null,
    done: null,
    want: (wish) => set({ wish }),
    select: (selected) => set({ selected }),
  }))

export const ActsContext = partContext<ActsView>('acts')
export const useActsStore = (): ActsStore => usePartStore(ActsContext)
export const useActs = <T>(pick: (view: ActsView) => T): T => usePart(ActsContext, pick)

/** Opens the menu of a row beside that element. */
export const wantMenu = (store: ActsStore, row: RowSubject, at: Element | null): void => {
  const now = store.getState()
  now.want({ kind: 'menu', subject: subjectOf(now, row), at })
}

export const toggled = (selected: readonly string[], id: string): readonly string[] =>
  selected.includes(id) ? selected.filter((one) => one !== id) : [...selected, id]

/** Of a row that is one of several selected, an act is done to all of these. */
export const subjectOf = ({ selected }: Pick<ActsView, 'selected'>, row: RowSubject): RowSubject =>
  row.of === 'agents' && row.agentIds.some((id) => selected.includes(id)) ? { of: 'agents', agentIds: selected } : row
