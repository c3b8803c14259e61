// Across the top: what is going on, and who hears the supervisor.
import { onThePhone } from '../line/line.ts'
import { useLine } from '../line/line-store.ts'
import { words } from '../words/words.ts'
import { HeardByNow } from './heard-by.tsx'
import { useMonitor } from './monitor-store.ts'
import { bannerSentence } from './sentences.ts'

export function MonitoringBanner() {
  const monitor = useMonitor((view) => view.monitor)
  const people = useMonitor((view) => view.people)
  const heard = useMonitor((view) => view.heardBy !== 'nobody')
  const onPhone = useLine((view) => onThePhone(view.line))
  const sentence = bannerSentence(monitor, people)
  if (sentence === null) return <p className="banner-idle">{onPhone ? words.monitor.onPhone : words.floor.idle}</p>
  return (
    <div className={heard ? 'banner is-heard' : 'banner'} data-banner={monitor.phase}>
      <span className="banner-text">{sentence}</span>
      <HeardByNow />
    </div>
  )
}
