// How far an alert is, kept up to date while the floor is live: re-renders only when its text changes.
import { useContext, useSyncExternalStore } from 'react'
import { ClockContext } from '#renderer/ui/ticking.tsx'
import type { Measure } from './alert.ts'
import { measureText } from './alert-text.ts'

export function Measured({ measure }: { measure: Measure }) {
  const clock = useContext(ClockContext)
  const text = useSyncExternalStore(clock.subscribe, () => measureText(measure, clock.now()))
  return <span className="alert-measure ticking">{text}</span>
}
