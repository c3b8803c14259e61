// A button of an entry. A press leaves the focus where it was, so that no key presses it once more; while what it is about is over
// it keeps its place and does nothing.
import type { MouseEvent, ReactNode } from 'react'
import { PlainOfferedButton } from '#renderer/ui/offers.tsx'
import { Tip } from '#renderer/ui/tip.tsx'

type LaneButtonProps = {
  readonly label: string // the accessible name, and the tip of a sign
  readonly isSign?: boolean
  readonly pressed?: boolean
  readonly isOver: boolean
  readonly onPress: () => void
  readonly children: ReactNode
}

export function LaneButton({ label, isSign = false, pressed, isOver, onPress, children }: LaneButtonProps) {
  const button = (
    <PlainOfferedButton
      offer={label}
      className={isSign ? 'icon-button' : 'alert-button'}
      data-acts
      aria-label={label}
      aria-pressed={pressed}
      aria-disabled={isOver || undefined}
      onMouseDown={keepFocus}
      onClick={isOver ? undefined : onPress}
    >
      {children}
    </PlainOfferedButton>
  )
  return isSign ? <Tip text={label}>{button}</Tip> : button
}

const keepFocus = (event: MouseEvent): void => event.preventDefault()
