// Shows the name of a button that is only a sign, or what a switch does, on hover and on keyboard focus.
// Own code because React Aria's tooltip keeps Escape to itself, which must always lead back to listening.
import { type FocusEvent, type PointerEvent, type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import { tipPlace, type WhatLies } from './parts/tip-place.ts'

/** Of a control that shows its words only where there is room. */
const wordsInSight = (control: HTMLElement | null): string =>
  [...(control?.childNodes ?? [])]
    .filter((node) => !(node instanceof Element) || node.checkVisibility?.())
    .map(({ textContent }) => textContent)
    .join('')
    .trim()

type TipProps = { readonly text: string; readonly keyHint?: ReactNode; readonly children: ReactNode }

/** `keyHint`: its key, where it has one. `children`: the one control. It tells screen readers the same, so that the tip is for eyes only. */
export function Tip({ text, keyHint, children }: TipProps) {
  const { tip, anchor, shown, handlers } = useTip<HTMLElement>(true)
  const { onFocus, onPointerLeave: hide } = handlers
  // What the button says in words needs no tip.
  const isWanted = () => keyHint || wordsInSight(anchor.current) !== text
  // The span only passes on what its one control does: it is no control itself, and has no role.
  const tipHandlers = {
    ...handlers,
    onPointerEnter: (event: PointerEvent) => isWanted() && handlers.onPointerEnter(event),
    onFocus: ({ target }: FocusEvent) => target.matches(':focus-visible') && isWanted() && onFocus(),
    onPointerDown: hide,
  }
  const find = (element: HTMLElement | null) => {
    anchor.current = element?.querySelector<HTMLElement>('button, label') ?? null
  }
  return (
    <span className="reasoned" ref={find} {...tipHandlers}>
      {children}
      <span ref={tip} aria-hidden className="reason" popover="manual" hidden={!shown}>
        {text}
        {keyHint && ' '}
        {keyHint}
      </span>
    </span>
  )
}

/**
 * Shows a tip beside its button on hover and on focus, above everything else, and hides it on Escape. React Aria's tooltip closes on
 * a click, which is when a refused button must say why.
 */
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
    // On the page, not on the button: a tip that the pointer shows must go by Escape as well (WCAG 1.4.13), and whoever goes on by
    // the keys has left the pointer lying: its tip would cover what they do.
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape' || document.activeElement !== anchor.current) setOver(false)
    }
    window.addEventListener('keydown', onKeyDown, true)
    return () => {
      window.removeEventListener('keydown', onKeyDown, true)
      element.hidePopover?.()
    }
  }, [shown])
  const show = () => setOver(true)
  const hide = () => setOver(false)
  // A finger rests on nothing: it presses, and its tip would stay until it presses something else.
  const enter = ({ pointerType }: PointerEvent) => pointerType !== 'touch' && show()
  return {
    tip,
    anchor,
    shown,
    handlers: { onPointerEnter: enter, onPointerLeave: hide, onFocus: show, onBlur: hide },
  }
}

function place(tip: HTMLElement, anchor: HTMLElement): void {
  const around = anchor.closest('[data-rests], header') ?? anchor
  const page = { width: window.innerWidth, height: window.innerHeight }
  // Hidden for a moment, so that what lies beneath it can be asked for.
  tip.style.visibility = 'hidden'
  const { left, top } = tipPlace(
    { width: tip.offsetWidth, height: tip.offsetHeight },
    anchor.getBoundingClientRect(),
    around.getBoundingClientRect(),
    page,
    whatLies,
  )
  tip.style.visibility = ''
  tip.style.left = `${left}px`
  tip.style.top = `${top}px`
}

function whatLies(x: number, y: number): WhatLies {
  const there = document.elementFromPoint?.(x, y)
  if (!there) return 'free'
  const isControl = there.closest('button, input, select, summary, a[href], label') !== null
  const isKept = there.closest('[data-keep-clear]') !== null
  if (isKept) return isControl ? 'keptControl' : 'kept'
  return isControl ? 'control' : 'free'
}
