// Monitors handed from supervisor to supervisor, as the window sees them; kept up to date from the desk's signal.
import type { StoreApi } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { DeskError } from '#contract/errors.ts'
import { type HandOverBoard, type HandOverStep, noHandOvers } from '#contract/hand-over.ts'
import type { Desk } from '#contract/ipc.ts'
import type { Target } from '#contract/monitor.ts'
import type { Stop } from '#contract/time.ts'
import { partContext, usePart } from '#renderer/ui/console-part.ts'

export type HandOverView = {
  readonly board: HandOverBoard
  readonly failure: DeskError | null // why the last step was not made
  readonly readEnd: string | null // the ended hand-over that needs no more words
  readonly taking: { readonly target: Target; readonly notes: string } | null // accepted; its notes come along
  readonly step: (step: HandOverStep) => void
  readonly forget: () => void // the failure
  readonly read: () => void
  readonly take: (taking: HandOverView['taking']) => void
}

export type HandOverStore = StoreApi<HandOverView>

/** Follows this desk until the stop is called. */
export function createHandOvers(desk: Desk): { readonly store: HandOverStore; readonly stop: Stop } {
  const store: HandOverStore = createStore((set) => ({
    board: noHandOvers,
    failure: null,
    readEnd: null,
    taking: null,
    step: (wanted) => {
      set({ failure: null })
      desk.request('handOver', wanted).then(
        (answer) => set({ failure: answer.ok ? null : answer.error }),
        () => set({ failure: { code: 'serverGone' } }),
      )
    },
    forget: () => set({ failure: null }),
    read: () => set(({ board }) => ({ readEnd: board.ended?.id ?? null })),
    take: (taking) => set({ taking }),
  }))
  return { store, stop: desk.on('handOver', (board) => store.setState({ board })) }
}

export const HandOverContext = partContext<HandOverView>('hand-over')
export const useHandOver = <T>(pick: (view: HandOverView) => T): T => usePart(HandOverContext, pick)
