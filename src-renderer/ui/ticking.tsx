// A duration that ticks: re-renders only when the text itself changes.
import { createContext, useContext, useSyncExternalStore } from 'react'
import { formatDuration } from '#renderer/words/format.ts'
import type { ScreenClock } from './clock.ts'

const stopped: ScreenClock = { now: () => 0, subscribe: () => () => {}, freezeAt: () => {} }

export const ClockContext = createContext<ScreenClock>(stopped)

/** `since` in epoch ms. */
export function Ticking({ since, className }: { since: number; className?: string }) {
  const clock = useContext(ClockContext)
  const text = useSyncExternalStore(clock.subscribe, () => formatDuration(clock.now() - since))
  return <span className={className ? `ticking ${className}` : 'ticking'}>{text}</span>
}
