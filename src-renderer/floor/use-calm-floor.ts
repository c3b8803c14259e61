// The floor for lists whose order moves with it: taken a few times a second, so that rows can be read and the window stays idle.
import { useContext, useSyncExternalStore } from 'react'
import type { Floor } from '#contract/floor.ts'
import { createListeners } from '#contract/observable.ts'
import type { Stop } from '#contract/time.ts'
import { ClockContext } from '#renderer/ui/ticking.tsx'
import { FloorContext, type FloorStore } from './floor-store.ts'

const CALM_MS = 500

type CalmFloor = { readonly now: () => Floor | null; readonly subscribe: (listener: () => void) => Stop }

// All lists of a window are given the same picture at the same moment: they are rendered once, and search it once.
const calmFloors = new WeakMap<FloorStore, CalmFloor>()

function calmFloorOf(store: FloorStore): CalmFloor {
  const calm = calmFloors.get(store) ?? createCalmFloor(store)
  calmFloors.set(store, calm)
  return calm
}

/** Follows the store only while somebody listens; until then it shows the floor as it is. */
function createCalmFloor(store: FloorStore): CalmFloor {
  const listeners = createListeners<void>()
  let seen: Floor | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let unfollow: Stop = () => {}
  const read = () => {
    timer = undefined
    seen = store.getState().floor
    listeners.emit()
  }
  const follow = () => {
    seen = store.getState().floor
    unfollow = store.subscribe(() => {
      timer ??= setTimeout(read, CALM_MS)
    })
  }
  return {
    now: () => (listeners.count() === 0 ? store.getState().floor : seen),
    subscribe: (listener) => {
      if (listeners.count() === 0) follow()
      const leave = listeners.on(listener)
      return () => {
        leave()
        if (listeners.count() > 0) return
        unfollow()
        clearTimeout(timer)
        timer = undefined
      }
    },
  }
}

/** null while it is not wanted. */
export function useCalmFloor(wanted: boolean): Floor | null {
  const calm = calmFloorOf(useContext(FloorContext))
  return useSyncExternalStore(wanted ? calm.subscribe : noTicks, wanted ? calm.now : nothing)
}

/** The moment the durations on screen show (epoch ms), re-rendering each second; only while it is wanted, else 0. */
export function useMoment(wanted: boolean): number {
  const clock = useContext(ClockContext)
  return useSyncExternalStore(wanted ? clock.subscribe : noTicks, wanted ? clock.now : zero)
}

const noTicks = () => () => {}
const nothing = () => null
const zero = () => 0
