// Marks the row of the call this supervisor monitors.
import { Headphones } from 'lucide-react'
import { useWords } from '#renderer/words/words.ts'

export function MonitoredMark() {
  const words = useWords()
  return (
    <span className="monitored-mark" title={words.floor.monitoredByYou}>
      <Headphones aria-hidden className="state-icon" />
      <span className="sr-only">{words.floor.monitoredByYou}</span>
    </span>
  )
}
