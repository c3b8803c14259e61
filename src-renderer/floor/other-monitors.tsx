// Says beneath a row which other supervisors are on its call, and how each takes part. Never this supervisor's own monitor.
import { Ear, Headphones, type LucideIcon, MessageSquare, UserRoundSearch, Users } from 'lucide-react'
import type { Call } from '#contract/floor.ts'
import type { Mode } from '#contract/monitor.ts'
import { formatList } from '#renderer/words/format.ts'
import { useWords, type Words } from '#renderer/words/words.ts'

type Others = Call['monitors']

/** `self`: how the PBX may name this supervisor. */
export const othersOn = (call: Call | undefined, self: readonly string[]): Others =>
  call === undefined || call.monitors.length === 0
    ? none
    : call.monitors.filter(({ supervisor }) => !self.includes(supervisor))

const none: Others = []

// The signs of the card's own modes.
const icons: Readonly<Record<Mode | 'other', LucideIcon>> = {
  listen: Headphones,
  whisperAgent: Ear,
  whisperCaller: MessageSquare,
  join: Users,
  other: UserRoundSearch,
}

export function OtherMonitors({ others }: { others: Others }) {
  const words = useWords()
  if (others.length === 0) return null
  const sentence = othersSentence(words, others)
  return (
    <span className="other-monitors" title={sentence}>
      <span className="sr-only">{sentence}</span>
      {others.map(({ supervisor, mode }) => {
        const known = modeOf(mode)
        const Icon = icons[known]
        return (
          <span key={supervisor} aria-hidden className={`other-monitor other-${known}`}>
            <Icon className="state-icon" />
            <span className="other-name">{supervisor}</span>
            <span>{words.supervisors.short[known]}</span>
          </span>
        )
      })}
    </span>
  )
}

/** Who else is on the call and how. */
const othersSentence = ({ supervisors: { mode: say } }: Words, others: Others): string =>
  formatList(others.map(({ supervisor, mode }) => say[modeOf(mode)](supervisor)))

/** `other`: a word of the PBX's own. */
function modeOf(mode: string): Mode | 'other' {
  switch (mode) {
    case 'listen':
    case 'whisperAgent':
    case 'whisperCaller':
    case 'join':
      return mode
    default:
      return 'other'
  }
}
