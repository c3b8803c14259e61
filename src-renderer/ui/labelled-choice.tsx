// A choice of one, with its label before it.
import { type ReactNode, useId } from 'react'

type LabelledChoiceProps = {
  readonly label: string
  readonly value: string
  readonly options: readonly (readonly [string, string])[]
  readonly onChange: (value: string) => void
  /** Stands beside the choice, under the same label. */
  readonly beside?: ReactNode
}

export function LabelledChoice({ label, value, options, onChange, beside }: LabelledChoiceProps) {
  const id = useId()
  const choice = (
    <select id={id} className="select" value={value} onChange={(event) => onChange(event.target.value)}>
      {options.map(([key, name]) => (
        <option key={key} value={key}>
          {name}
        </option>
      ))}
    </select>
  )
  return (
    <span className="labelled-choice">
      <label htmlFor={id}>{label}</label>
      {beside === undefined ? (
        choice
      ) : (
        <span className="choice-beside">
          {choice}
          {beside}
        </span>
      )}
    </span>
  )
}
