// The counts in the head of a pane: each shows its rows alone with one press, and all again.
import type { ReactNode } from 'react'
import { Toolbar } from 'react-aria-components/Toolbar'
import { formatNumber } from '#renderer/words/format.ts'
import { useWords } from '#renderer/words/words.ts'

export type StateCount<State extends string> = {
  readonly state: State
  readonly count: number
  readonly word: string // beside the count
  readonly name: string // of the state
  readonly icon: ReactNode
}

type SummaryProps<State extends string> = {
  readonly label: string
  readonly counts: readonly StateCount<State>[]
  readonly chosen: readonly State[] // what is filtered by
  readonly onChange: (states: readonly State[]) => void
}

export function StateSummary<State extends string>({ label, counts, chosen, onChange }: SummaryProps<State>) {
  const { onlyState, notOnlyState } = useWords().floor.views.filters
  return (
    <Toolbar className="summary" aria-label={label}>
      {counts.map(({ state, count, word, name, icon }) => {
        const isOn = chosen.includes(state)
        return (
          <button
            key={state}
            type="button"
            className={`summary-button state-${state}`}
            aria-pressed={isOn}
            title={`${formatNumber(count)} ${word}. ${isOn ? notOnlyState(name) : onlyState(name)}`}
            onClick={() => onChange(isOn ? chosen.filter((one) => one !== state) : [...chosen, state])}
          >
            {icon}
            <span className="summary-count">{formatNumber(count)}</span> <span className="summary-word">{word}</span>
          </button>
        )
      })}
    </Toolbar>
  )
}
