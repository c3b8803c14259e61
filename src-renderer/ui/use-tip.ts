// Shows a tip beside its button on hover and on focus, above everything else, and hides it on Escape.
// React Aria's tooltip closes on a click, which is when a refused button must say why.
import { useLayoutEffect, useRef, useState } from 'react'

const GAP_PX = 6
const EDGE_PX = 8

export function useTip<Anchor extends HTMLElement = HTMLButtonElement>(wanted: boolean) {
  const [over, setOver] = useState(false)
  const tip = useRef<HTMLSpanElement>(null)
  const anchor = useRef<Anchor>(null)
  const shown = over && wanted
  useLayoutEffect(() => {
    const element = tip.current
    if (!shown || !element || !anchor.current) return
    element.showPopover?.()
    place(element, anchor.current)
    // On the page, not on the button: a tip that the pointer shows must go by Escape as well (WCAG 1.4.13).
    const onKeyDown = (event: KeyboardEvent) => event.key === 'Escape' && setOver(false)
    window.addEventListener('keydown', onKeyDown, true)
    return () => {
      window.removeEventListener('keydown', onKeyDown, true)
      element.hidePopover?.()
    }
  }, [shown])
  const show = () => setOver(true)
  const hide = () => setOver(false)
  return {
    tip,
    anchor,
    shown,
    handlers: { onMouseEnter: show, onMouseLeave: hide, onFocus: show, onBlur: hide },
  }
}

function place(tip: HTMLElement, anchor: HTMLElement): void {
  const box = anchor.getBoundingClientRect()
  const middle = box.left + box.width / 2 - tip.offsetWidth / 2
  const above = box.top - tip.offsetHeight - GAP_PX
  tip.style.left = `${Math.max(EDGE_PX, Math.min(middle, window.innerWidth - tip.offsetWidth - EDGE_PX))}px`
  tip.style.top = `${above < EDGE_PX ? box.bottom + GAP_PX : above}px`
}
