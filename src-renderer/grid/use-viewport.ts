// Follows how far a list is scrolled and how tall it is.
import { type RefObject, useLayoutEffect, useState } from 'react'
import type { Viewport } from './visible-rows.ts'

// Before the first layout (and where there is none) a page of rows is assumed.
const ASSUMED_HEIGHT = 800

export function useViewport(list: RefObject<HTMLElement | null>, rowHeight: number): Viewport {
  const [seen, setSeen] = useState({ scrollTop: 0, height: ASSUMED_HEIGHT })
  useLayoutEffect(() => {
    const element = list.current
    if (!element) return
    const look = () => {
      // Rounded to whole rows, so that scrolling within a row renders nothing.
      const scrollTop = Math.floor(element.scrollTop / rowHeight) * rowHeight
      const height = element.clientHeight || ASSUMED_HEIGHT
      setSeen((before) => (before.scrollTop === scrollTop && before.height === height ? before : { scrollTop, height }))
    }
    look()
    element.addEventListener('scroll', look, { passive: true })
    const observer = typeof ResizeObserver === 'undefined' ? null : new ResizeObserver(look)
    observer?.observe(element)
    return () => {
      element.removeEventListener('scroll', look)
      observer?.disconnect()
    }
  }, [list, rowHeight])
  return { ...seen, rowHeight }
}
