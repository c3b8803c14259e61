// The floor for lists whose order moves with it: taken a few times a second, so that rows can be read and the window stays idle.
import { useContext, useEffect, useReducer, useRef, useSyncExternalStore } from 'react'
import type { Floor } from '#contract/floor.ts'
import { ClockContext } from '#renderer/ui/ticking.tsx'
import { FloorContext } from './floor-store.ts'

const CALM_MS = 500

/** null while it is not wanted. */
export function useCalmFloor(wanted: boolean): Floor | null {
  const store = useContext(FloorContext)
  const seen = useRef<Floor | null>(null)
  const [, again] = useReducer((count: number) => count + 1, 0)
  if (wanted) seen.current ??= store.getState().floor
  else seen.current = null
  useEffect(() => {
    if (!wanted) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const readFloor = () => {
      timer = undefined
      seen.current = store.getState().floor
      again()
    }
    const stop = store.subscribe(() => {
      timer ??= setTimeout(readFloor, CALM_MS)
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [store, wanted])
  return seen.current
}

/** The moment the durations on screen show (epoch ms), re-rendering each second; only while it is wanted, else 0. */
export function useMoment(wanted: boolean): number {
  const clock = useContext(ClockContext)
  return useSyncExternalStore(wanted ? clock.subscribe : noTicks, wanted ? clock.now : zero)
}

const noTicks = () => () => {}
const zero = () => 0
