// Says in a sentence why the floor is not live, and what to do; also what the desk wants to be known once.
import { TriangleAlert, X } from 'lucide-react'
import type { DeskError } from '#contract/errors.ts'
import type { Freshness } from '#renderer/desk/desk-state.ts'
import { OfferedButton } from '#renderer/ui/offers.tsx'
import { formatTime } from '#renderer/words/format.ts'
import { useWords, type Words } from '#renderer/words/words.ts'

type NoticeBarProps = {
  readonly now: Freshness
  readonly notice: DeskError | null
  readonly onRead: () => void
}

export function NoticeBar({ now, notice, onRead }: NoticeBarProps) {
  const words = useWords()
  const sentence = freshnessSentence(words, now)
  const detail = 'cause' in now ? (now.cause?.detail ?? null) : null
  return (
    <>
      {sentence !== null && (
        <div className="notice" role="alert">
          <TriangleAlert aria-hidden />
          <p>
            {sentence}
            {detail !== null && <span className="notice-detail">{words.app.notice.forAdministrator(detail)}</span>}
          </p>
        </div>
      )}
      {notice && (
        <div className="notice" role="status">
          <TriangleAlert aria-hidden />
          <p>{words.errors[notice.code]}</p>
          <OfferedButton
            offer={words.app.notice.dismiss}
            className="icon-button"
            aria-label={words.app.notice.dismiss}
            onPress={onRead}
          >
            <X aria-hidden />
          </OfferedButton>
        </div>
      )}
    </>
  )
}

function freshnessSentence(words: Words, now: Freshness): string | null {
  switch (now.kind) {
    case 'live':
      return now.cause ? words.errors[now.cause.code] : null
    case 'connecting':
      return null
    case 'behind':
      return words.app.notice.behind(formatTime(now.asOf))
    case 'stale':
      return words.app.notice.asOf(words.errors[now.cause.code], formatTime(now.asOf))
    case 'deskLost':
      return words.app.notice.asOf(words.errors[now.cause?.code ?? 'serverGone'], formatTime(now.asOf))
    case 'refused':
      return words.app.notice.refused(words.errors[now.cause.code])
  }
}
