// Across the top: what is going on, and who hears the supervisor.
import { isTalking } from '#renderer/line/line.ts'
import { useLine } from '#renderer/line/line-store.ts'
import { type Heard, isDoubt } from '#renderer/monitor/logic/may-open.ts'
import { useMonitor } from '#renderer/monitor/monitor-store.ts'
import { bannerSentence } from '#renderer/monitor/sentences.ts'
import { useWords } from '#renderer/words/words.ts'
import { HeardByNow } from './heard-by.tsx'

export function MonitoringBanner() {
  const words = useWords()
  const monitor = useMonitor((view) => view.monitor)
  const people = useMonitor((view) => view.people)
  const heardBy = useMonitor((view) => view.heardBy)
  const onPhone = useLine((view) => isTalking(view.line))
  const sentence = bannerSentence(words, monitor, people)
  if (sentence === null) return <p className="banner-idle">{onPhone ? words.monitor.onPhone : words.floor.idle}</p>
  return (
    <div className={bannerClass(heardBy)} data-banner={monitor.phase}>
      <span className="banner-text">{sentence}</span>
      <HeardByNow />
    </div>
  )
}

function bannerClass(heardBy: Heard): string {
  if (heardBy === 'nobody') return 'banner'
  return isDoubt(heardBy) ? 'banner may-be-heard' : 'banner is-heard'
}
