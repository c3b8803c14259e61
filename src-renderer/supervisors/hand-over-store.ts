// Monitors handed from supervisor to supervisor, as the window sees them; kept up to date from the desk's signal.
import { useEffect } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { DeskError } from '#contract/errors.ts'
import { type HandOverBoard, type HandOverStep, noHandOvers } from '#contract/hand-over.ts'
import type { Desk } from '#contract/ipc.ts'
import type { Target } from '#contract/monitor.ts'

export type HandOverView = {
  readonly board: HandOverBoard
  readonly failure: DeskError | null // why the last step was not made
  readonly readEnd: string | null // the ended hand-over that needs no more words
  readonly taking: { readonly target: Target; readonly notes: string } | null // accepted; its notes come along
  readonly step: (step: HandOverStep) => void
  readonly read: () => void
}

const resting: HandOverView = {
  board: noHandOvers,
  failure: null,
  readEnd: null,
  taking: null,
  step: () => {},
  read: () => {},
}

export const handOverStore = createStore<HandOverView>(() => resting)

export function useHandOver<T>(pick: (view: HandOverView) => T): T {
  return useStore(handOverStore, pick)
}

/** Feeds the store from this desk as long as the component is there. */
export function useHandOvers(desk: Desk): void {
  useEffect(() => {
    const { setState } = handOverStore
    const step = (wanted: HandOverStep) => {
      setState({ failure: null })
      desk.request('handOver', wanted).then(
        (answer) => setState({ failure: answer.ok ? null : answer.error }),
        () => setState({ failure: { code: 'serverGone' } }),
      )
    }
    const read = () => setState(({ board }) => ({ failure: null, readEnd: board.ended?.id ?? null }))
    setState({ step, read })
    const stop = desk.on('handOver', (board) => setState({ board }))
    return () => {
      stop()
      setState(resting)
    }
  }, [desk])
}
