// The divider between two panes: dragged, or moved by the arrow keys. Roles as in ARIA APG "Window Splitter".
import type { KeyboardEvent, PointerEvent } from 'react'
import { clampShare } from './layout.ts'

type SplitterProps = {
  readonly orientation: 'vertical' | 'horizontal' // of the line itself
  readonly label: string
  readonly share: number // of the pane before it, 0 … 1, of both together
  readonly onShare: (share: number) => void
}

const STEP = 0.02

export function Splitter({ orientation, label, share, onShare }: SplitterProps) {
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const rtl = getComputedStyle(event.currentTarget).direction === 'rtl'
    const next = shareAfterKey(event.key, share, orientation, rtl)
    if (next === null) return
    event.preventDefault()
    onShare(next)
  }
  return (
    // A line between sections is an <hr>, but one that moves is a widget.
    <div
      role="separator"
      tabIndex={0}
      className={`splitter splitter-${orientation}`}
      aria-orientation={orientation}
      aria-label={label}
      aria-valuenow={Math.round(share * 100)}
      aria-valuemin={Math.round(clampShare(0) * 100)}
      aria-valuemax={Math.round(clampShare(1) * 100)}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => {
        if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
        const next = shareAt(event, orientation)
        if (next !== null && next !== share) onShare(next)
      }}
    />
  )
}

export function shareAfterKey(
  key: string,
  share: number,
  orientation: SplitterProps['orientation'],
  rtl: boolean,
): number | null {
  const [back, on] =
    orientation === 'horizontal'
      ? ['ArrowUp', 'ArrowDown']
      : rtl
        ? ['ArrowRight', 'ArrowLeft']
        : ['ArrowLeft', 'ArrowRight']
  switch (key) {
    case back:
      return clampShare(share - STEP)
    case on:
      return clampShare(share + STEP)
    case 'Home':
      return clampShare(0)
    case 'End':
      return clampShare(1)
    default:
      return null
  }
}

/** Where the pointer is between the far edges of the two neighbours. */
function shareAt(event: PointerEvent<HTMLElement>, orientation: SplitterProps['orientation']): number | null {
  const line = event.currentTarget
  const before = line.previousElementSibling?.getBoundingClientRect()
  const after = line.nextElementSibling?.getBoundingClientRect()
  if (!before || !after) return null
  if (orientation === 'horizontal') {
    const room = before.height + after.height
    return room === 0 ? null : clampShare((event.clientY - before.top - line.offsetHeight / 2) / room)
  }
  const room = before.width + after.width
  if (room === 0) return null
  const rtl = before.left > after.left
  const inside = rtl ? before.right - event.clientX : event.clientX - before.left
  return clampShare((inside - line.offsetWidth / 2) / room)
}
