// Who hears the supervisor now, in words and by a sign; always in sight while monitoring.
import { EarOff, Volume2 } from 'lucide-react'
import { onThePhone } from '#renderer/line/line.ts'
import { useLine } from '#renderer/line/line-store.ts'
import { words } from '#renderer/words/words.ts'
import './heard-by.css'
import { useMonitor } from '#renderer/monitor/monitor-store.ts'
import { heardSentence } from '#renderer/monitor/sentences.ts'

export function HeardByNow() {
  const heardBy = useMonitor((view) => view.heardBy)
  const people = useMonitor((view) => view.people)
  const deskPhone = useMonitor((view) => view.deskPhone)
  // A monitor that is still ending says nothing about the phone call that was answered meanwhile.
  const phoneHears = useLine((view) => onThePhone(view.line) && view.microphone.open)
  const heard = heardBy !== 'nobody' || phoneHears
  return (
    <span className={heard ? 'heard-by is-heard' : 'heard-by'}>
      {heard ? <Volume2 aria-hidden /> : <EarOff aria-hidden />}
      <span>{phoneHears ? words.monitor.heardBy.phone : heardSentence(heardBy, people)}</span>
      {heard && deskPhone && <span className="heard-by-note">{words.monitor.heardBy.deskPhone}</span>}
    </span>
  )
}
