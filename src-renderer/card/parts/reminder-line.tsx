// A quiet line, again and again, for as long as somebody hears the supervisor: what has been so for minutes is forgotten.
import { Timer, X } from 'lucide-react'
import { useMonitor } from '#renderer/monitor/monitor-store.ts'
import { bannerSentence, heardSentence } from '#renderer/monitor/sentences.ts'
import { PlainOfferedButton } from '#renderer/ui/offers.tsx'
import { formatNumber } from '#renderer/words/format.ts'
import { useWords } from '#renderer/words/words.ts'

export function ReminderLine() {
  const words = useWords()
  const minutes = useMonitor(({ reminder }) => (reminder.kind === 'shown' ? reminder.minutes : null))
  const state = useMonitor(({ heardBy, monitor, people }) =>
    heardBy === 'nobody' ? bannerSentence(words, monitor, people) : heardSentence(words, heardBy, people),
  )
  const read = useMonitor((view) => view.readReminder)
  if (minutes === null) return null
  const span = words.keys.settings.minutes(minutes, formatNumber(minutes))
  return (
    <p className="card-notice" role="status" data-reminder>
      <Timer aria-hidden />
      <span>{words.card.reminder(span, state ?? '')}</span>
      <PlainOfferedButton
        offer={words.monitor.notice.dismiss}
        className="icon-button"
        aria-label={words.monitor.notice.dismiss}
        onClick={read}
      >
        <X aria-hidden />
      </PlainOfferedButton>
    </p>
  )
}
