// The renderer's copy of the floor: the whole picture, then its patches; null until the first whole picture has come.
import { createContext, useContext, useMemo } from 'react'
import { type StoreApi, useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import { createStore } from 'zustand/vanilla'
import { applyPatch, type Floor, type FloorMessage } from '#contract/floor.ts'
import type { Desk } from '#contract/ipc.ts'
import { type InputParts, inputBeforeNews } from './input-before-news.ts'

export type FloorStore = StoreApi<{ readonly floor: Floor | null }>

export const createFloorStore = (): FloorStore => createStore(() => ({ floor: null }))

/** A patch without a picture to patch says nothing: it is of a picture that is still on its way. */
export function nextFloor(before: Floor | null, message: FloorMessage): Floor | null {
  switch (message.kind) {
    case 'whole':
      return message.floor
    case 'patch':
      return before === null ? null : applyPatch(before, message.patch)
  }
}

/** Feeds the store from the desk's one `floor` signal and asks for the picture, again whenever the link is back after a cut. */
export function feedFloor(desk: Desk, store: FloorStore, hand: InputParts): () => void {
  let cut = false
  const ask = () => {
    // A broken link raises the signal `link`, which is what the person is told.
    desk.request('watchFloor', null).catch(() => {})
  }
  const onLink = (up: boolean) => {
    if (up && cut) ask()
    cut = !up
  }
  const news = inputBeforeNews<FloorMessage>(
    (message) => store.setState(({ floor }) => ({ floor: nextFloor(floor, message) })),
    hand,
  )
  const stops = [news.stop, desk.on('floor', news.onMessage), desk.on('link', ({ up }) => onLink(up))]
  ask()
  return () => {
    for (const stop of stops) stop()
  }
}

export const FloorContext = createContext<FloorStore>(createFloorStore())

/** For who acts on what is there now and does not show it. */
export const useFloorStore = (): FloorStore => useContext(FloorContext)

/** Picks from the floor; re-renders only when what is picked is another object. */
export function useFloor<T>(pick: (floor: Floor | null) => T): T {
  return useStore(useContext(FloorContext), (state) => pick(state.floor))
}

/** Only these agents, so that a row is rendered for them and for nobody else: the same object while they are. */
export function useAgentsOf(ids: readonly (string | null)[]): Pick<Floor, 'agents'> {
  const agents = useStore(
    useContext(FloorContext),
    useShallow(({ floor }) => ids.map((id) => (id === null ? undefined : floor?.agents[id]))),
  )
  return useMemo(
    () => ({ agents: Object.fromEntries(agents.flatMap((agent) => (agent ? [[agent.id, agent]] : []))) }),
    [agents],
  )
}
