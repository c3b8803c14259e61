// The counts in the head of a pane: each shows its rows alone with one press, and all again.
import type { ReactNode } from 'react'
import { Toolbar } from 'react-aria-components/Toolbar'
import { PlainOfferedButton } from '#renderer/ui/offers.tsx'
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
  readonly children?: ReactNode // before the states
}

export function StateSummary<State extends string>({ label, counts, chosen, onChange, children }: SummaryProps<State>) {
  return (
    <Toolbar className="summary" aria-label={label}>
      {children}
      {counts.map(({ state, ...count }) => {
        const isOn = chosen.includes(state)
        return (
          <SummaryButton
            key={state}
            className={`state-${state}`}
            {...count}
            isOn={isOn}
            onPress={() => onChange(isOn ? chosen.filter((one) => one !== state) : [...chosen, state])}
          />
        )
      })}
    </Toolbar>
  )
}

type ButtonProps = Omit<StateCount<string>, 'state'> & {
  readonly className: string
  readonly isOn: boolean
  readonly onPress: () => void
}

export function SummaryButton({ className, count, word, name, icon, isOn, onPress }: ButtonProps) {
  const { onlyState, notOnlyState } = useWords().floor.views.filters
  return (
    <PlainOfferedButton
      offer={isOn ? notOnlyState(name) : onlyState(name)}
      className={`summary-button ${className}`}
      aria-pressed={isOn}
      title={`${formatNumber(count)} ${word}. ${isOn ? notOnlyState(name) : onlyState(name)}`}
      onClick={onPress}
    >
      {icon}
      <span className="summary-count">{formatNumber(count)}</span> <span className="summary-word">{word}</span>
    </PlainOfferedButton>
  )
}
