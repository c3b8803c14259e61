// Marks a row whose call other supervisors monitor: who, and how they take part. Never this supervisor's own monitor.
import { Headphones } from 'lucide-react'
import type { Call } from '#contract/floor.ts'
import { formatList } from '#renderer/words/format.ts'
import { useWords, type Words } from '#renderer/words/words.ts'

type OtherMonitorsProps = {
  readonly call: Call
  readonly self: readonly string[] // how the PBX may name this supervisor
}

export function OtherMonitors({ call, self }: OtherMonitorsProps) {
  const words = useWords()
  const sentence = othersSentence(words, call, self)
  if (sentence === null) return null
  return (
    <span className="other-monitors" title={sentence}>
      <Headphones aria-hidden className="state-icon" />
      <span className="other-monitors-names">{sentence}</span>
    </span>
  )
}

/** Who else is on the call and how, in words; null when nobody is. */
export function othersSentence(
  words: Words,
  { monitors }: Pick<Call, 'monitors'>,
  self: readonly string[],
): string | null {
  const others = monitors.filter(({ supervisor }) => !self.includes(supervisor))
  if (others.length === 0) return null
  return formatList(others.map(({ supervisor, mode }) => modeSentence(words, supervisor, mode)))
}

function modeSentence(words: Words, name: string, mode: string): string {
  const { mode: say } = words.supervisors
  switch (mode) {
    case 'listen':
    case 'whisperAgent':
    case 'whisperCaller':
    case 'join':
      return say[mode](name)
    default:
      return say.other(name) // a word of the PBX's own
  }
}
