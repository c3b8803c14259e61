// How the console stands to the phone system, in an icon, a word and, while it is not live, since when.
import { CircleX, Hourglass, LoaderCircle, type LucideIcon, Radio, Unplug } from 'lucide-react'
import type { Freshness } from '#renderer/desk/desk-state.ts'
import { formatTime } from '#renderer/words/format.ts'
import { words } from '#renderer/words/words.ts'

const { connection } = words.app

const icons: Readonly<Record<Freshness['kind'], LucideIcon>> = {
  connecting: LoaderCircle,
  live: Radio,
  behind: Hourglass,
  stale: Unplug,
  refused: CircleX,
  deskLost: Unplug,
}

export function ConnectionMark({ now }: { now: Freshness }) {
  const Icon = icons[now.kind]
  return (
    <output className={`connection connection-${now.kind}`} aria-label={connection.region} title={explain(now)}>
      <Icon aria-hidden />
      <span className="connection-word">{word(now)}</span>
    </output>
  )
}

function word(now: Freshness): string {
  switch (now.kind) {
    case 'connecting':
      return connection.connecting
    case 'live':
      return connection.live
    case 'behind':
      return connection.behind(formatTime(now.asOf))
    case 'stale':
      return connection.stale(formatTime(now.asOf))
    case 'refused':
      return connection.refused
    case 'deskLost':
      return connection.deskLost(formatTime(now.asOf))
  }
}

const explain = (now: Freshness): string | undefined =>
  now.kind === 'live' && now.how !== null ? connection.liveBy(now.how) : undefined
