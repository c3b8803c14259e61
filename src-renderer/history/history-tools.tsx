// What is wanted of the history: words, calls or acts, the reason and mode of calls, since when.
import { actKinds } from '#contract/acts/act-kinds.ts'
import { anyHistory, callWhy, type HistoryFilter } from '#contract/history.ts'
import { modes } from '#contract/monitor.ts'
import { commandOf } from '#renderer/acts/command-of.ts'
import { LabelledChoice } from '#renderer/ui/labelled-choice.tsx'
import { type ActWords, useActWords } from '#renderer/words/later-acts.ts'
import { useWords, type Words } from '#renderer/words/words.ts'

const periods = { day: 1, week: 7, month: 30, all: null } as const
type Period = keyof typeof periods
const periodNames = Object.keys(periods) as Period[]

/** `act`: none, any or a kind; empty: calls and acts. */
export type HistoryChoice = {
  readonly search: string
  readonly act: string
  readonly why: string
  readonly mode: string
  readonly period: Period
}
export const everything: HistoryChoice = { search: '', act: '', why: '', mode: '', period: 'all' }

export const isNarrow = ({ search, act, why, mode, period }: HistoryChoice): boolean =>
  search !== '' || act !== '' || why !== '' || mode !== '' || period !== 'all'

/** Acts have neither reason nor mode: whoever asks for the one does not ask for the other. */
export function changed(before: HistoryChoice, change: Partial<HistoryChoice>): HistoryChoice {
  const next = { ...before, ...change }
  if (change.act && change.act !== 'none') return { ...next, why: '', mode: '' }
  return (change.why || change.mode) && next.act !== 'none' ? { ...next, act: '' } : next
}

/** A period begins at midnight so many days back: "today" is since last midnight. */
export function filterOf({ search, act, why, mode, period }: HistoryChoice, at: number): HistoryFilter {
  const days = periods[period]
  const day = new Date(at)
  return {
    ...anyHistory,
    search,
    act: (['none', 'any', ...actKinds] as const).find((one) => one === act) ?? null,
    why: callWhy.options.find((one) => one === why) ?? null,
    mode: modes.find((one) => one === mode) ?? null,
    // A day on which the clocks change is not 24 hours long.
    from: days === null ? null : new Date(day.getFullYear(), day.getMonth(), day.getDate() - days + 1).getTime(),
  }
}

type ToolsProps = {
  readonly choice: HistoryChoice
  readonly onChange: (change: Partial<HistoryChoice>) => void
}

export function HistoryTools({ choice, onChange }: ToolsProps) {
  const words = useWords()
  const say = words.history
  const ofActs = useActWords()?.history
  const whys = callWhy.options.map((why) => [why, say.whys[why]] as const)
  return (
    <div className="history-tools">
      <input
        type="search"
        className="history-search"
        aria-label={say.search}
        placeholder={say.searchHint}
        value={choice.search}
        maxLength={200}
        onChange={(event) => onChange({ search: event.target.value })}
      />
      {ofActs && (
        <LabelledChoice
          label={ofActs.show}
          value={choice.act}
          options={shown(words, ofActs)}
          onChange={(act) => onChange({ act })}
        />
      )}
      <LabelledChoice
        label={say.why}
        value={choice.why}
        options={[['', say.any], ...whys]}
        onChange={(why) => onChange({ why })}
      />
      <LabelledChoice
        label={say.mode}
        value={choice.mode}
        options={[['', say.any], ...modes.map((mode) => [mode, say.modes[mode]] as const)]}
        onChange={(mode) => onChange({ mode })}
      />
      <LabelledChoice
        label={say.since}
        value={choice.period}
        options={periodNames.map((name) => [name, say.periods[name]] as const)}
        onChange={(name) => onChange({ period: periodNames.find((one) => one === name) ?? 'all' })}
      />
    </div>
  )
}

const shown = (words: Words, say: ActWords['history']): readonly (readonly [string, string])[] => [
  ['', say.everything],
  ['none', say.callsAlone],
  ['any', say.actsAlone],
  ...actKinds.map(
    (kind) => [kind, kind === 'transferOut' ? say.transferOut : words.keys.commands[commandOf(kind)]] as const,
  ),
]
