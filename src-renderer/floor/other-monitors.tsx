// Says beneath a row which other supervisors are on its call, and how each takes part. Never this supervisor's own monitor.
import { Ear, Headphones, type LucideIcon, MessageSquare, TriangleAlert, UserRoundSearch, Users } from 'lucide-react'
import type { Call } from '#contract/floor.ts'
import { heardByAny, type Mode, modes } from '#contract/monitor.ts'
import { formatList } from '#renderer/words/format.ts'
import { useWords, type Words } from '#renderer/words/words.ts'

type Others = Call['monitors']
type Other = Others[number]
/** `other`: a word of the PBX's own. */
type Part = Mode | 'maybeAgent' | 'maybeCaller' | 'maybeBoth' | 'other'

/** `self`: how the PBX may name this supervisor. */
export const othersOn = (call: Call | undefined, self: readonly string[]): Others =>
  call === undefined || call.monitors.length === 0
    ? none
    : call.monitors.filter(({ supervisor }) => !self.includes(supervisor))

const none: Others = []

// The signs of the card's own modes.
const icons: Readonly<Record<Part, LucideIcon>> = {
  listen: Headphones,
  whisperAgent: Ear,
  whisperCaller: MessageSquare,
  join: Users,
  maybeAgent: TriangleAlert,
  maybeCaller: TriangleAlert,
  maybeBoth: TriangleAlert,
  other: UserRoundSearch,
}

export function OtherMonitors({ others }: { others: Others }) {
  const words = useWords()
  if (others.length === 0) return null
  const sentence = othersSentence(words, others)
  return (
    <span className="other-monitors" title={sentence}>
      <span className="sr-only">{sentence}</span>
      {others.map((one) => {
        const part = partOf(one)
        const Icon = icons[part]
        return (
          <span key={`${one.supervisor} ${part}`} aria-hidden className={`other-monitor other-${part}`}>
            <Icon className="state-icon" />
            <span className="other-name">{one.supervisor}</span>
            <span>{words.supervisors.short[part]}</span>
          </span>
        )
      })}
    </span>
  )
}

/** Who else is on the call and how. */
const othersSentence = ({ supervisors: { mode: say } }: Words, others: Others): string =>
  formatList(others.map((one) => say[partOf(one)](one.supervisor)))

const maybe = { agent: 'maybeAgent', caller: 'maybeCaller', both: 'maybeBoth' } as const

function partOf({ mode, may }: Other): Part {
  const heard = heardByAny(may ?? [])
  if (heard !== 'nobody') return maybe[heard]
  return modes.find((known) => known === mode) ?? 'other'
}
