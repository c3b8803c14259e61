// What the supervisor is told of the monitor: for as long as it is so, or until it is read.
import { X } from 'lucide-react'
import { useMemo } from 'react'
import type { Notice } from '#renderer/monitor/logic/monitor.ts'
import { useMonitor } from '#renderer/monitor/monitor-store.ts'
import { noticeSentence } from '#renderer/monitor/sentences.ts'
import { PlainOfferedButton } from '#renderer/ui/offers.tsx'
import { useWords } from '#renderer/words/words.ts'
import { useForgottenInTime } from '../message-life.ts'

export function NoticeLine() {
  const words = useWords()
  const notice = useMonitor(({ monitor }) =>
    monitor.phase === 'idle' || monitor.phase === 'live' ? monitor.notice : null,
  )
  const otherPhone = useMonitor((view) => view.otherPhone)
  const dismiss = useMonitor((view) => view.dismiss)
  const forget = useMemo(() => (notice && !isStill(notice) ? () => dismiss() : null), [notice, dismiss])
  useForgottenInTime(forget)
  if (!notice) return null
  return (
    <p className="card-notice" role="status">
      <span>{noticeSentence(words, notice, otherPhone)}</span>
      <PlainOfferedButton
        offer={words.monitor.notice.dismiss}
        className="icon-button"
        aria-label={words.monitor.notice.dismiss}
        onClick={dismiss}
      >
        <X aria-hidden />
      </PlainOfferedButton>
    </p>
  )
}

/** It goes on, and whoever looks later must read it as well. */
function isStill({ kind }: Notice): boolean {
  return (
    kind === 'unconfirmed' ||
    kind === 'interrupted' ||
    kind === 'onHold' ||
    kind === 'resting' ||
    kind === 'maybeTakenOver'
  )
}
