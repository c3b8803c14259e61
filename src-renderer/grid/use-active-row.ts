// Keeps one row as the grid's only Tab stop, and the focus on the nearest row when the focused one goes away.
import { useCallback, useLayoutEffect, useRef, useState } from 'react'

/**
 * Rows to which the focus came by itself, because the row that had it is gone, and when (ms, as events are stamped): a key that was
 * on its way then was meant for the other one.
 */
export const cameByItself = new WeakMap<Element, number>()

export function useActiveRow(ids: readonly string[], body: { readonly current: HTMLElement | null }) {
  const [active, setActive] = useState<{ id: string; index: number }>({ id: '', index: 0 })
  const focusWanted = useRef(false)
  const found = ids[active.index] === active.id ? active.index : ids.indexOf(active.id)
  const activeIndex = found >= 0 ? found : Math.max(0, Math.min(active.index, ids.length - 1))
  const hadFocus = useRef(false)

  useLayoutEffect(() => {
    const element = body.current
    if (!element) return
    const lostFocus = found < 0 && hadFocus.current && document.activeElement === document.body
    if (focusWanted.current || lostFocus) {
      focusWanted.current = false
      const row = element.querySelector<HTMLElement>('[role="row"][tabindex="0"]')
      if (row && lostFocus) cameByItself.set(row, performance.now())
      row?.focus({ preventScroll: true })
    }
    hadFocus.current = element.contains(document.activeElement)
  })

  const moveTo = (index: number) => {
    const id = ids[index]
    if (id === undefined) return
    focusWanted.current = true
    setActive({ id, index })
  }
  const order = useRef(ids)
  order.current = ids
  const onActive = useCallback((id: string) => {
    hadFocus.current = true
    setActive({ id, index: order.current.indexOf(id) })
  }, [])
  return { activeIndex, moveTo, onActive }
}
