// What has become of a call that was placed or passed on.
import { Info } from 'lucide-react'
import { type CallNews, failureOf, passFailureOf } from '#renderer/calls/call-news.ts'
import { useCalls } from '#renderer/calls/calls-store.ts'
import { PlainOfferedButton } from '#renderer/ui/offers.tsx'
import { useWords, type Words } from '#renderer/words/words.ts'
import { nameOf } from './name-of.ts'

export function CallNewsLine() {
  const words = useWords()
  const news = useCalls((view) => view.news)
  const seen = useCalls((view) => view.readNews)
  const room = useCalls((view) => view.site.conference)
  if (!news || isMeeting(news, room)) return null
  return (
    <section className="incoming" aria-label={words.line.incoming.region} data-call="news">
      <Info aria-hidden />
      <p role="status">{newsSentence(words, news)}</p>
      <PlainOfferedButton offer={words.phone.news.seen} className="button" onClick={seen}>
        {words.phone.news.seen}
      </PlainOfferedButton>
    </section>
  )
}

export function newsSentence(words: Words, news: CallNews): string {
  const who = nameOf(words, news.other)
  if (news.kind === 'transferred') return words.phone.news.transferred(who)
  const failure = news.kind === 'notTransferred' ? passFailureOf(news.status) : failureOf(news.status)
  return words.phone.news[news.kind](who, words.phone.failures[failure])
}

/** Who was put into one call with the person is with them still. */
const isMeeting = (news: CallNews, room: string | null): boolean =>
  news.kind === 'transferred' && news.to.kind === 'number' && news.to.number === room
