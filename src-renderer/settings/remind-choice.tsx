// How often a supervisor who is heard is reminded of it.
import { useId } from 'react'
import { formatNumber } from '#renderer/words/format.ts'
import { useWords } from '#renderer/words/words.ts'

const offers = [2, 5, 10, 15, 30]

type RemindProps = { readonly minutes: number | null; readonly onChange: (minutes: number | null) => void }

/** A length that only the site's file could have set is offered as well. */
export function RemindChoice({ minutes, onChange }: RemindProps) {
  const words = useWords()
  const id = useId()
  const all = minutes === null || offers.includes(minutes) ? offers : [...offers, minutes].sort((a, b) => a - b)
  return (
    <div className="setting">
      <label htmlFor={id} className="setting-label">
        {words.card.remind}
      </label>
      <select
        id={id}
        className="select"
        value={minutes ?? ''}
        aria-describedby={`${id}-hint`}
        onChange={({ target }) => onChange(target.value === '' ? null : Number(target.value))}
      >
        {all.map((offer) => (
          <option key={offer} value={offer}>
            {words.keys.settings.minutes(offer, formatNumber(offer))}
          </option>
        ))}
        <option value="">{words.card.never}</option>
      </select>
      <p id={`${id}-hint`} className="setting-hint">
        {words.card.remindHint}
      </p>
    </div>
  )
}
