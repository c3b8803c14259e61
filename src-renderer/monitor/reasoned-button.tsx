// A button that is never disabled in silence: when it may not be used it stays in reach and says why.
import { type ReactNode, useId } from 'react'
import { Focusable, Tooltip, TooltipTrigger } from 'react-aria-components'

export type ReasonedButtonProps = {
  readonly className: string
  readonly label?: string // the accessible name, where the content is an icon only
  readonly reason: string | null // why it may not be used now; null: it may
  readonly hint?: string
  readonly pressed?: boolean
  readonly busy?: boolean
  readonly onPress: () => void
  readonly children: ReactNode
}

export function ReasonedButton({
  className,
  label,
  reason,
  hint,
  pressed,
  busy,
  onPress,
  children,
}: ReasonedButtonProps) {
  const id = useId()
  const said = reason ?? hint ?? null
  const button = (
    <button
      type="button"
      className={className}
      aria-label={label}
      aria-disabled={reason !== null}
      aria-describedby={said === null ? undefined : id}
      aria-pressed={pressed}
      data-busy={busy}
      onClick={() => reason === null && onPress()}
    >
      {children}
    </button>
  )
  if (said === null) return button
  return (
    <>
      <TooltipTrigger delay={250} closeDelay={0}>
        <Focusable>{button}</Focusable>
        <Tooltip className="reason" offset={6}>
          {said}
        </Tooltip>
      </TooltipTrigger>
      <span id={id} hidden>
        {said}
      </span>
    </>
  )
}
