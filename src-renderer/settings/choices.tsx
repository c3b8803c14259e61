// One of a few: a radio group whose choices may each carry a hint.
import { useId } from 'react'
import { Label } from 'react-aria-components/Label'
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'

type Choice<T extends string> = { readonly value: T; readonly label: string; readonly hint?: string }

type ChoicesProps<T extends string> = {
  readonly label: string
  readonly className: string
  readonly value: T
  readonly choices: readonly Choice<T>[]
  readonly onChange: (value: T) => void
}

export function Choices<T extends string>({ label, className, value, choices, onChange }: ChoicesProps<T>) {
  const hintId = useId()
  const choose = (chosen: string) => {
    const known = choices.find((choice) => choice.value === chosen)
    if (known) onChange(known.value)
  }
  return (
    <RadioGroup className={className} value={value} onChange={choose}>
      <Label className="setting-label">{label}</Label>
      <div className="choices-list">
        {choices.map((choice) => (
          <div key={choice.value} className="choice">
            <Radio
              value={choice.value}
              className="radio"
              {...(choice.hint ? { 'aria-describedby': `${hintId}-${choice.value}` } : {})}
            >
              {choice.label}
            </Radio>
            {choice.hint && (
              <p id={`${hintId}-${choice.value}`} className="setting-hint">
                {choice.hint}
              </p>
            )}
          </div>
        ))}
      </div>
    </RadioGroup>
  )
}
