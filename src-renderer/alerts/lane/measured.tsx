// How far an alert is, kept up to date while the floor is live: re-renders only when its text changes.
import { useContext, useSyncExternalStore } from 'react'
import { ClockContext } from '#renderer/ui/ticking.tsx'
import { useWords } from '#renderer/words/words.ts'
import type { Measure } from '../alert.ts'
import { measureText } from '../alert-text.ts'

export function Measured({ measure }: { measure: Measure }) {
  const words = useWords()
  const clock = useContext(ClockContext)
  const text = useSyncExternalStore(clock.subscribe, () => measureText(words, measure, clock.now()))
  return <span className="alert-measure ticking">{text}</span>
}
