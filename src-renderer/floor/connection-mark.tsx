// How the console stands to the phone system, in an icon, a word and, while it is not live, since when.
import { CircleX, Hourglass, LoaderCircle, type LucideIcon, Radio, Unplug } from 'lucide-react'
import type { Freshness } from '#renderer/desk/desk-state.ts'
import { formatTime } from '#renderer/words/format.ts'
import { useWords, type Words } from '#renderer/words/words.ts'

const icons: Readonly<Record<Freshness['kind'], LucideIcon>> = {
  connecting: LoaderCircle,
  live: Radio,
  behind: Hourglass,
  stale: Unplug,
  refused: CircleX,
  deskLost: Unplug,
}

export function ConnectionMark({ now }: { now: Freshness }) {
  const words = useWords()
  const Icon = icons[now.kind]
  return (
    <output
      className={`connection connection-${now.kind}`}
      aria-label={words.app.connection.region}
      title={explain(words, now)}
    >
      <Icon aria-hidden />
      <span className="connection-word">{word(words, now)}</span>
    </output>
  )
}

function word(words: Words, now: Freshness): string {
  switch (now.kind) {
    case 'connecting':
      return words.app.connection.connecting
    case 'live':
      return words.app.connection.live
    case 'behind':
      return words.app.connection.behind(formatTime(now.asOf))
    case 'stale':
      return words.app.connection.stale(formatTime(now.asOf))
    case 'refused':
      return words.app.connection.refused
    case 'deskLost':
      return words.app.connection.deskLost(formatTime(now.asOf))
  }
}

const explain = (words: Words, now: Freshness): string | undefined =>
  now.kind === 'live' && now.how !== null ? words.app.connection.liveBy(now.how) : undefined
