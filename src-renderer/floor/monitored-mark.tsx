// Marks on the row of a call: that this supervisor monitors it, and that the phone system records it.
import { CircleDot, Headphones, type LucideIcon } from 'lucide-react'
import { useWords } from '#renderer/words/words.ts'

export const MonitoredMark = () => <Mark icon={Headphones} text={useWords().floor.monitoredByYou} />

export const RecordedMark = () => <Mark icon={CircleDot} text={useWords().floor.recorded} />

function Mark({ icon: Icon, text }: { readonly icon: LucideIcon; readonly text: string }) {
  return (
    <span className="monitored-mark" title={text}>
      <Icon aria-hidden className="state-icon" />
      <span className="sr-only">{text}</span>
    </span>
  )
}
