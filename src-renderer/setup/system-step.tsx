// The first step: which phone system, or the demo floor at once.
import { useEffect, useId, useRef } from 'react'
import type { SetupWords } from '#renderer/words/later.ts'
import type { Kind } from './fields.ts'

type SystemStepProps = {
  readonly say: SetupWords
  readonly kind: Kind
  readonly choose: (kind: Kind) => void
  readonly useDemo: () => void
  readonly next: () => void
}

export function SystemStep({ say, kind, choose, useDemo, next }: SystemStepProps) {
  const name = useId()
  const first = useRef<HTMLInputElement>(null)
  useEffect(() => first.current?.focus(), [])
  return (
    <form
      className="setup-step"
      onSubmit={(event) => {
        event.preventDefault()
        next()
      }}
    >
      <p className="setup-intro">{say.system.intro}</p>
      <button type="button" className="button" onClick={useDemo}>
        {say.system.demo}
      </button>
      <fieldset className="setup-kinds">
        <legend className="setting-label">{say.system.choose}</legend>
        {(['asterisk', 'freeswitch', 'netsapiens'] as const).map((one) => (
          <label key={one} className="setup-check">
            <input
              type="radio"
              name={name}
              ref={one === kind ? first : null}
              checked={one === kind}
              onChange={() => choose(one)}
            />
            {say.system[one]}
          </label>
        ))}
      </fieldset>
      <p className="setting-hint">{say.system.page}</p>
      <div className="setup-buttons">
        <button type="submit" className="button setup-next">
          {say.next}
        </button>
      </div>
    </form>
  )
}
