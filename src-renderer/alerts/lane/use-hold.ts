// Whether the lane is in somebody's hands: a pointer is in it, the keyboard's focus is, or a menu of it is open. Nothing in it
// changes places then.
import { type FocusEvent, useEffect, useMemo, useRef, useState } from 'react'

/** A press by a finger ends with the pointer gone, before its click comes. */
const RELEASE_MS = 400

type Reason = 'pointer' | 'focus' | 'menu'

export type Hold = {
  readonly isHeld: boolean
  readonly onMenu: (isOpen: boolean) => void
  /** For the element around it; what it opens elsewhere on the page counts as in it. */
  readonly handlers: {
    readonly onPointerEnter: () => void
    readonly onPointerDown: () => void
    readonly onPointerLeave: () => void
    readonly onFocus: (event: FocusEvent) => void
    readonly onBlur: () => void
  }
}

export function useHold(): Hold {
  const [isHeld, setHeld] = useState(false)
  const reasons = useRef(new Set<Reason>())
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const acts = useMemo(() => {
    const hold = (reason: Reason) => {
      clearTimeout(timer.current)
      reasons.current.add(reason)
      setHeld(true)
    }
    const letGo = (reason: Reason) => {
      if (!reasons.current.delete(reason) || reasons.current.size > 0) return
      clearTimeout(timer.current)
      timer.current = setTimeout(() => setHeld(false), RELEASE_MS)
    }
    return {
      onMenu: (isOpen: boolean) => (isOpen ? hold('menu') : letGo('menu')),
      handlers: {
        onPointerEnter: () => hold('pointer'),
        onPointerDown: () => hold('pointer'),
        onPointerLeave: () => letGo('pointer'),
        // What a press has focused does not hold: the pointer does.
        onFocus: ({ target }: FocusEvent) => target.matches(':focus-visible') && hold('focus'),
        onBlur: () => letGo('focus'),
      },
    }
  }, [])
  return { isHeld, ...acts }
}
