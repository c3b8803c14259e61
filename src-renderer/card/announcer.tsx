// For screen readers: what is going on is said politely, being heard is said at once.
import { useMonitor } from '#renderer/monitor/monitor-store.ts'
import { bannerSentence, heardAnnouncement } from '#renderer/monitor/sentences.ts'
import { useWords } from '#renderer/words/words.ts'

export function Announcer() {
  const words = useWords()
  const monitor = useMonitor((view) => view.monitor)
  const people = useMonitor((view) => view.people)
  const heardBy = useMonitor((view) => view.heardBy)
  return (
    <>
      <p className="sr-only" role="status" aria-live="polite">
        {bannerSentence(words, monitor, people)}
      </p>
      <p className="sr-only" role="alert" aria-live="assertive">
        {heardAnnouncement(words, heardBy, people)}
      </p>
    </>
  )
}
