// What agent and caller are told of being monitored, small on the card; that they are not told, though the site wants it, is a warning.
import { BellRing, EyeOff, TriangleAlert } from 'lucide-react'
import type { NoticeBoard } from '#contract/notice/notice.ts'
import { formatNumber } from '#renderer/words/format.ts'
import { type NoticeWords, useNoticeWords } from '#renderer/words/later.ts'
import './told-line.css'

export function ToldLine({ told }: { readonly told: NoticeBoard }) {
  const words = useNoticeWords()
  if (!words) return null
  const texts = toldTexts(words, told)
  if (texts.length === 0) return null
  const failed = [told.tone?.state, told.announcement?.state, told.sign].includes('failed')
  const Icon = told.isPrivate ? EyeOff : failed ? TriangleAlert : BellRing
  return (
    <span className="card-told" role="status" aria-label={words.name} data-told={failed ? 'failed' : 'on'}>
      <Icon aria-hidden />
      {texts.join(' · ')}
    </span>
  )
}

function toldTexts(words: NoticeWords, { tone, announcement, sign, isPrivate }: NoticeBoard): readonly string[] {
  const comesFirst = announcement ? [words.announcement[announcement.state]] : []
  if (isPrivate) return [words.isPrivate, ...(announcement?.state === 'due' ? [] : comesFirst)]
  return [
    ...(tone ? [tone.state === 'failed' ? words.toneFailed : toneText(words, tone)] : []),
    ...comesFirst,
    ...(sign === 'none' ? [] : [words.sign[sign]]),
  ]
}

function toneText(words: NoticeWords, { to, everyS }: Pick<NonNullable<NoticeBoard['tone']>, 'to' | 'everyS'>) {
  const tone = words.tone[to]
  return everyS === null ? words.once(tone) : words.every(tone, formatNumber(everyS))
}
