// What the supervisor is told of the monitor: for as long as it is so, or until it is read.
import { X } from 'lucide-react'
import { useEffect } from 'react'
import type { Notice } from '#renderer/monitor/logic/monitor.ts'
import { useMonitor } from '#renderer/monitor/monitor-store.ts'
import { noticeSentence } from '#renderer/monitor/sentences.ts'
import { useWords } from '#renderer/words/words.ts'

/** What is over is read by then. */
const PAST_NOTICE_MS = 60_000

export function NoticeLine() {
  const words = useWords()
  const notice = useMonitor(({ monitor }) =>
    monitor.phase === 'idle' || monitor.phase === 'live' ? monitor.notice : null,
  )
  const otherPhone = useMonitor((view) => view.otherPhone)
  const dismiss = useMonitor((view) => view.dismiss)
  useEffect(() => {
    if (!notice || isStill(notice)) return
    const timer = setTimeout(dismiss, PAST_NOTICE_MS)
    return () => clearTimeout(timer)
  }, [notice, dismiss])
  if (!notice) return null
  return (
    <p className="card-notice" role="status">
      <span>{noticeSentence(words, notice, otherPhone)}</span>
      <button type="button" className="icon-button" aria-label={words.monitor.notice.dismiss} onClick={dismiss}>
        <X aria-hidden />
      </button>
    </p>
  )
}

/** It goes on, and whoever looks later must read it as well. */
function isStill({ kind }: Notice): boolean {
  return kind === 'unconfirmed' || kind === 'interrupted' || kind === 'onHold'
}
