// Across the top: what is going on, and who hears the supervisor.
import { onThePhone } from '#renderer/line/line.ts'
import { useLine } from '#renderer/line/line-store.ts'
import { useMonitor } from '#renderer/monitor/monitor-store.ts'
import { bannerSentence } from '#renderer/monitor/sentences.ts'
import { words } from '#renderer/words/words.ts'
import { HeardByNow } from './heard-by.tsx'

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
