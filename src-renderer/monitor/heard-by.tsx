// Who hears the supervisor now, in words and by a sign; always in sight while monitoring.
import { EarOff, Volume2 } from 'lucide-react'
import { words } from '../words/words.ts'
import './heard-by.css'
import { useMonitor } from './monitor-store.ts'
import { heardSentence } from './sentences.ts'

export function HeardByNow() {
  const heardBy = useMonitor((view) => view.heardBy)
  const people = useMonitor((view) => view.people)
  const deskPhone = useMonitor((view) => view.deskPhone)
  const heard = heardBy !== 'nobody'
  return (
    <span className={heard ? 'heard-by is-heard' : 'heard-by'}>
      {heard ? <Volume2 aria-hidden /> : <EarOff aria-hidden />}
      <span>{heardSentence(heardBy, people)}</span>
      {heard && deskPhone && <span className="heard-by-note">{words.monitor.heardBy.deskPhone}</span>}
    </span>
  )
}
