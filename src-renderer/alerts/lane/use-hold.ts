// Whether the lane is in somebody's hands: a pointer is in it or in its whole list, the keyboard's focus is, or a menu of it is
// open. Nothing in it changes places then.
import { type FocusEvent, useEffect, useMemo, useRef, useState } from 'react'

/** A press by a finger ends with the pointer gone, before its click comes. */
const RELEASE_MS = 400

type Reason = 'pointer' | 'focus' | 'menu'

export type Hold = {
  readonly isHeld: boolean
  readonly onMenu: (isOpen: boolean) => void
  /** For each element that counts. */
  readonly handlers: {
    readonly 'data-holds': true
    readonly onPointerEnter: () => void
    readonly onPointerDown: () => void
    readonly onPointerLeave: () => void
    readonly onFocus: (event: FocusEvent) => void
  }
}

export function useHold(): Hold {
  const [isHeld, setHeld] = useState(false)
  const reasons = useRef(new Set<Reason>())
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
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
      letGo,
      onMenu: (isOpen: boolean) => (isOpen ? hold('menu') : letGo('menu')),
      handlers: {
        'data-holds': true as const,
        onPointerEnter: () => hold('pointer'),
        onPointerDown: () => hold('pointer'),
        onPointerLeave: () => letGo('pointer'),
        // What a press has focused does not hold: the pointer does.
        onFocus: ({ target }: FocusEvent) => target.matches(':focus-visible') && hold('focus'),
      },
    }
  }, [])
  const { letGo, onMenu, handlers } = acts
  useEffect(() => {
    if (!isHeld) return
    const stop = watchLeaving(letGo)
    return () => {
      stop()
      clearTimeout(timer.current)
    }
  }, [isHeld, letGo])
  return { isHeld, onMenu, handlers }
}

/** Also where the elements' own events do not tell: what is taken off the page beneath a pointer or with the focus in it says nothing. */
function watchLeaving(letGo: (reason: Reason) => void): () => void {
  const pointed = ({ target }: Event) => {
    if (!isInside(target)) letGo('pointer')
    focused()
  }
  const focused = () => {
    if (!isInside(document.activeElement)) letGo('focus')
  }
  const gone = () => letGo('pointer')
  window.addEventListener('pointerover', pointed)
  window.addEventListener('focusin', focused)
  window.addEventListener('focusout', focusLater)
  document.documentElement.addEventListener('pointerleave', gone)
  function focusLater() {
    queueMicrotask(focused)
  }
  return () => {
    window.removeEventListener('pointerover', pointed)
    window.removeEventListener('focusin', focused)
    window.removeEventListener('focusout', focusLater)
    document.documentElement.removeEventListener('pointerleave', gone)
  }
}

const isInside = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[data-holds]') !== null
