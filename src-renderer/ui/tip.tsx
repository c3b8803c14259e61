// Shows the name of a button that is only a sign, or what a switch does, on hover and on keyboard focus.
// Own code because React Aria's tooltip keeps Escape to itself, which must always lead back to listening.
import type { FocusEvent, ReactNode } from 'react'
import { useTip } from './use-tip.ts'

type TipProps = { readonly text: string; readonly keyHint?: ReactNode; readonly children: ReactNode }

/** `keyHint`: its key, where it has one. `children`: the one control. It tells screen readers the same, so that the tip is for eyes only. */
export function Tip({ text, keyHint, children }: TipProps) {
  const { tip, anchor, shown, handlers } = useTip<HTMLElement>(true)
  const { onFocus: show, onMouseLeave: hide } = handlers
  // The span only passes on what its one control does: it is no control itself, and has no role.
  const tipHandlers = {
    ...handlers,
    onFocus: ({ target }: FocusEvent) => target.matches(':focus-visible') && show(),
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
        {keyHint}
      </span>
    </span>
  )
}
