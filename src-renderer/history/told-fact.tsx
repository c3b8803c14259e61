// What agent and caller were told of being monitored, in an entry of the history.
import type { NoticeTold } from '#contract/notice/notice.ts'
import { formatNumber } from '#renderer/words/format.ts'
import { type NoticeWords, useNoticeWords } from '#renderer/words/later.ts'
import { Lines } from './columns.tsx'

export function ToldFact({ told }: { readonly told: NoticeTold }) {
  const words = useNoticeWords()
  if (!words) return null
  return (
    <div>
      <dt>{words.name}</dt>
      <dd>
        <Lines lines={textsOf(words, told)} />
      </dd>
    </div>
  )
}

function textsOf(words: NoticeWords, { tone, announcement, sign, isPrivate }: NoticeTold): readonly string[] {
  const toneText = tone && words.tone[tone.to]
  return [
    ...(isPrivate ? [words.wasPrivate] : []),
    ...(tone && toneText
      ? [tone.everyS === null ? words.once(toneText) : words.every(toneText, formatNumber(tone.everyS))]
      : []),
    ...(announcement ? [words.announcedTo[announcement]] : []),
    ...(sign ? [words.sign.given] : []),
  ]
}
