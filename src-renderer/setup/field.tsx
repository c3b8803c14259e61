// One field of the set-up with its meaning.
import { type RefObject, useId } from 'react'
import type { SetupWords } from '#renderer/words/later.ts'
import { type Entries, fieldValue, keepsSecrets } from './entries.ts'
import { type FieldId, isSecret } from './fields.ts'

type FieldProps = {
  readonly say: SetupWords
  readonly id: FieldId
  readonly entries: Entries
  readonly wrong: string | null // what is wrong with it, as a sentence
  readonly field: RefObject<HTMLInputElement | null> | null // the first of the step, or the one that is wrong
  readonly enter: (id: FieldId, value: string) => void
}

export function Field({ say, id, entries, wrong, field, enter }: FieldProps) {
  const htmlId = useId()
  const { label, hint: usual } = say.fields[id]
  const value = fieldValue(entries, id)
  const hint = isSecret(id) && keepsSecrets(entries) ? say.kept : usual
  const told = {
    id: htmlId,
    'aria-describedby': wrong === null ? `${htmlId}-hint` : `${htmlId}-wrong ${htmlId}-hint`,
    'aria-invalid': wrong !== null,
  }
  const below = (
    <>
      {wrong !== null && (
        <p id={`${htmlId}-wrong`} className="setup-wrong-field">
          {wrong}
        </p>
      )}
      {(hint !== '' || wrong === null) && (
        <p id={`${htmlId}-hint`} className="setting-hint">
          {hint}
        </p>
      )}
    </>
  )
  if (id === 'tls')
    return (
      <div className="setting">
        <label className="setup-check">
          <input
            {...told}
            type="checkbox"
            checked={value !== ''}
            onChange={({ target }) => enter(id, target.checked ? 'yes' : '')}
          />
          {label}
        </label>
        {below}
      </div>
    )
  return (
    <div className="setting">
      <label htmlFor={htmlId} className="setting-label">
        {label}
      </label>
      {id === 'ca' ? (
        <textarea
          {...told}
          className="setup-input"
          rows={2}
          spellCheck={false}
          value={value}
          onChange={({ target }) => enter(id, target.value)}
        />
      ) : (
        <input
          {...told}
          ref={field}
          className="setup-input"
          type={isSecret(id) ? 'password' : 'text'}
          inputMode={id === 'port' ? 'numeric' : 'text'}
          autoComplete="off"
          spellCheck={false}
          value={value}
          onChange={({ target }) => enter(id, target.value)}
        />
      )}
      {below}
    </div>
  )
}
