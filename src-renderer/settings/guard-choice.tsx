// How long a monitor may outlive its call before it ends by itself.
import { useId } from 'react'
import { formatNumber } from '#renderer/words/format.ts'
import { useWords, type Words } from '#renderer/words/words.ts'

const offers = [30, 60, 120, 300, 600, 1800]

type GuardChoiceProps = { readonly seconds: number; readonly onChange: (seconds: number) => void }

/** A length that only the site's file could have set is offered as well. */
export function GuardChoice({ seconds, onChange }: GuardChoiceProps) {
  const words = useWords()
  const id = useId()
  const { settings: say } = words.keys
  const all = offers.includes(seconds) ? offers : [...offers, seconds].sort((a, b) => a - b)
  return (
    <div className="setting">
      <label htmlFor={id} className="setting-label">
        {say.guard}
      </label>
      <select
        id={id}
        className="select"
        value={seconds}
        aria-describedby={`${id}-hint`}
        onChange={({ target }) => onChange(Number(target.value))}
      >
        {all.map((offer) => (
          <option key={offer} value={offer}>
            {spanOf(words, offer)}
          </option>
        ))}
      </select>
      <p id={`${id}-hint`} className="setting-hint">
        {say.guardHint}
      </p>
    </div>
  )
}

function spanOf(words: Words, seconds: number): string {
  const { settings: say } = words.keys
  const minutes = seconds / 60
  return Number.isInteger(minutes) ? say.minutes(minutes, formatNumber(minutes)) : say.seconds(formatNumber(seconds))
}
