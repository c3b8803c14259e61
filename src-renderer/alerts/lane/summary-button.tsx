// How many need help, how many alerts there are and how bad; opens the whole list. It is as wide with none as with many.
import { AlarmClock, BellRing, VolumeOff } from 'lucide-react'
import type { ReactNode } from 'react'
import { OfferedButton } from '#renderer/ui/offers.tsx'
import { formatNumber, formatTime } from '#renderer/words/format.ts'
import { useWords } from '#renderer/words/words.ts'
import { levels } from '../alert.ts'
import { useAlerts } from '../alerts-store.ts'
import { LevelMark } from './alert-item.tsx'
import { type Entry, freshHelp } from './entries.ts'
import { useLane } from './lane-context.ts'
import { useAgentName } from './use-agent-name.ts'

type SummaryProps = {
  readonly entries: readonly Entry[]
  readonly asOf: number | null // epoch ms of the picture while it is not live
}

export function SummaryButton({ entries, asOf }: SummaryProps) {
  const words = useWords()
  const there = entries.filter(({ isOver }) => !isOver)
  const asking = there.filter(({ kind }) => kind === 'help').length
  const alerts = there.flatMap((entry) => (entry.kind === 'alert' && entry.quietUntil === null ? [entry.alert] : []))
  const parts = [
    ...(asking > 0 ? [words.alerts.helpCount(asking, formatNumber(asking))] : []),
    alerts.length > 0 ? words.alerts.alertCount(alerts.length, formatNumber(alerts.length)) : words.alerts.none,
  ]
  return (
    <OfferedButton
      offer={`${parts.join(' · ')}. ${words.alerts.openAll}`}
      className="alerts-count"
      preventFocusOnPress
      data-asking={asking > 0 || undefined}
    >
      <BellRing aria-hidden className="alerts-bell" />
      <span className="alerts-sums">
        <span className="alerts-sum">{parts.join(' · ')}</span>
        <Second entries={entries} asOf={asOf} />
      </span>
      <span className="sr-only">. {words.alerts.openAll}</span>
    </OfferedButton>
  )
}

/** The second line: whoever asks now and has perhaps no room, that the picture is old, that there is no sound, or how bad it is. */
function Second({ entries, asOf }: SummaryProps) {
  const words = useWords()
  const { store } = useLane()
  const isSilent = useAlerts(store, (view) => view.isSilent)
  const [fresh] = freshHelp(entries)
  const name = useAgentName(fresh?.request.agentId ?? null)
  if (fresh) return <span className="alerts-second alerts-fresh">{words.alerts.askedNow(name)}</span>
  if (asOf !== null) {
    const at = formatTime(asOf)
    return (
      <span className="alerts-second alerts-as-of" title={words.alerts.stale(at)}>
        {words.alerts.staleShort(at)}
      </span>
    )
  }
  if (isSilent)
    return (
      <span className="alerts-second">
        <VolumeOff aria-hidden /> {words.alerts.silent}
      </span>
    )
  return <Levels entries={entries} />
}

function Levels({ entries }: Pick<SummaryProps, 'entries'>) {
  const words = useWords()
  const there = entries.flatMap((entry) => (entry.kind === 'alert' && !entry.isOver ? [entry] : []))
  const quiet = there.filter(({ quietUntil }) => quietUntil !== null).length
  const counts = levels.flatMap((level) => {
    const count = there.filter(({ alert, quietUntil }) => quietUntil === null && alert.level === level).length
    return count === 0 ? [] : [{ level, count }]
  })
  const quietWord = words.alerts.quietCount(formatNumber(quiet))
  return (
    <span className="alerts-second">
      {counts.map(({ level, count }) => (
        <Count
          key={level}
          mark={<LevelMark level={level} />}
          word={words.alerts.levelCounts[level](formatNumber(count))}
          count={count}
          isWorst={level === counts[0]?.level}
        />
      ))}
      {quiet > 0 && <Count mark={<AlarmClock aria-hidden />} word={quietWord} count={quiet} isWorst={false} />}
    </span>
  )
}

type CountProps = {
  readonly mark: ReactNode
  readonly word: string // with the count
  readonly count: number
  readonly isWorst: boolean
}

/** In words for the worst; of the others the words are the tip, and what is read aloud. */
function Count({ mark, word, count, isWorst }: CountProps) {
  return (
    <span className="alerts-level" title={word}>
      {mark}
      <span className={isWorst ? undefined : 'sr-only'}>{word}</span>
      {!isWorst && <span aria-hidden>{formatNumber(count)}</span>}
    </span>
  )
}
