// A choice of one, with its label before it.
import { useId } from 'react'

type LabelledChoiceProps = {
  readonly label: string
  readonly value: string
  readonly options: readonly (readonly [string, string])[]
  readonly onChange: (value: string) => void
}

export function LabelledChoice({ label, value, options, onChange }: LabelledChoiceProps) {
  const id = useId()
  return (
    <span className="labelled-choice">
      <label htmlFor={id}>{label}</label>
      <select id={id} className="select" value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map(([key, name]) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
      </select>
    </span>
  )
}
