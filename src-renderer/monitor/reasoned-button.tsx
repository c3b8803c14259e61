// A button that is never disabled in silence: when it may not be used it stays in reach and says why.
import { type ReactNode, useId } from 'react'
import { useTip } from './use-tip.ts'

export type ReasonedButtonProps = {
  readonly className: string
  readonly label?: string // the accessible name, where the content is an icon only
  readonly reason: string | null // why it may not be used now; null: it may
  readonly hint?: string | null
  readonly pressed?: boolean
  readonly busy?: boolean
  readonly onPress: () => void
  readonly children: ReactNode
}

export function ReasonedButton(props: ReasonedButtonProps) {
  const { className, label, reason, hint, pressed, busy, onPress, children } = props
  const id = useId()
  const said = reason ?? hint ?? null
  const { tip, anchor, shown, handlers } = useTip(said !== null)
  return (
    <span className="reasoned" {...handlers}>
      <button
        ref={anchor}
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
      {said !== null && (
        <span ref={tip} id={id} role="tooltip" className="reason" popover="manual" hidden={!shown}>
          {said}
        </span>
      )}
    </span>
  )
}
