// How many of the lane's slots its width holds, each as wide as an entry needs.
import { type RefObject, useLayoutEffect, useRef, useState } from 'react'

const GAP_PX = 4
/** With words on its buttons; where there are more requests for help than fit like that, closer together. */
const WIDE_PX = 236
const NARROW_PX = 176

export type Fit = {
  readonly ref: RefObject<HTMLUListElement | null>
  readonly slots: number
  readonly isClose: boolean
}

/** Before it is measured (and where nothing can be): all. */
export function useFit(requests: number): Fit {
  const ref = useRef<HTMLUListElement>(null)
  const [width, setWidth] = useState<number | null>(null)
  useLayoutEffect(() => {
    const list = ref.current
    if (!list || typeof ResizeObserver === 'undefined') return
    const observer = new ResizeObserver(() => setWidth(list.clientWidth))
    observer.observe(list)
    setWidth(list.clientWidth)
    return () => observer.disconnect()
  }, [])
  if (width === null) return { ref, slots: Number.POSITIVE_INFINITY, isClose: false }
  const wide = slotsIn(width, WIDE_PX)
  const close = slotsIn(width, NARROW_PX)
  const isClose = requests > wide && close > wide
  return { ref, slots: isClose ? close : wide, isClose }
}

const slotsIn = (width: number, slot: number): number => Math.max(1, Math.floor((width + GAP_PX) / (slot + GAP_PX)))
