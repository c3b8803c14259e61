// The person's views as the window holds them, and how they are remembered: through the settings, a moment after each change.
import { createContext, useContext } from 'react'
import { type StoreApi, useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { DeskError } from '#contract/errors.ts'
import type { Desk } from '#contract/ipc.ts'
import type { Clock, Stop } from '#contract/time.ts'
import { noViews, type Views } from '#contract/views.ts'
import { tidy } from './layout.ts'
import { nextViews, type ViewEvent } from './next-views.ts'

export type ViewsState = {
  readonly views: Views
  readonly tell: (event: ViewEvent) => void
  readonly failure: DeskError | null // why the last change was not remembered
}

export type ViewStore = StoreApi<ViewsState>

export function createViewStore(remembered: Views): ViewStore {
  const layout = tidy(remembered.now.layout)
  return createStore((set) => ({
    views: { ...remembered, now: { ...remembered.now, layout } },
    tell: (event) => set(({ views }) => ({ views: nextViews(views, event) })),
    failure: null,
  }))
}

export type RememberParts = {
  readonly desk: Desk
  readonly clock: Pick<Clock, 'after'>
  readonly onLeave: (run: () => void) => Stop // the page is about to go
}

const REST_MS = 400 // a divider that is dragged is saved once

/** Saves every change, the last one also when the page goes before it was saved. */
export function rememberViews(store: ViewStore, { desk, clock, onLeave }: RememberParts): Stop {
  let waiting: Stop | null = null
  const save = () => {
    waiting?.()
    waiting = null
    desk.request('changeSettings', { views: store.getState().views }).then(
      (saved) => store.setState({ failure: saved.ok ? null : saved.error }),
      () => store.setState({ failure: { code: 'serverGone' } }),
    )
  }
  const flush = () => {
    if (waiting) save()
  }
  const stops = [
    store.subscribe(({ views }, before) => {
      if (views === before.views) return
      waiting?.()
      waiting = clock.after(REST_MS, save)
    }),
    onLeave(flush),
  ]
  return () => {
    flush()
    for (const stop of stops) stop()
  }
}

export const ViewContext = createContext<ViewStore>(createViewStore(noViews))

export const useViews = <T>(pick: (state: ViewsState) => T): T => useStore(useContext(ViewContext), pick)
