// The two test extensions as they are entered, each judged before anything is dialled; and the buttons that begin and stop the check.
import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import type { ProofWish } from '#contract/site/proof.ts'
import type { ProofWords } from '#renderer/words/later.ts'

type FieldId = keyof ProofWords['fields']
type Entries = Readonly<Record<FieldId, string>>

const ids: readonly FieldId[] = ['agent', 'agentPassword', 'caller', 'callerPassword', 'dial', 'port']
const isSecret = (id: FieldId): boolean => id === 'agentPassword' || id === 'callerPassword'
const nothing: Entries = { agent: '', agentPassword: '', caller: '', callerPassword: '', dial: '', port: '5060' }

type FormProps = {
  readonly say: ProofWords
  readonly isRunning: boolean
  readonly isAgain: boolean
  readonly start: (wish: ProofWish) => void
  readonly stop: () => void
}

export function ProofForm({ say, isRunning, isAgain, start, stop }: FormProps) {
  const [entries, setEntries] = useState(nothing)
  const [wrong, setWrong] = useState<Wrong | null>(null)
  const begin = (event: FormEvent) => {
    event.preventDefault()
    const found = firstWrong(say, entries)
    setWrong(found)
    if (!found) start(wishOf(entries))
  }
  return (
    <form className="setup-step" onSubmit={begin} noValidate>
      {!isRunning && (
        <div className="proof-fields">
          {ids.map((id) => (
            <ProofField
              key={id}
              say={say}
              id={id}
              value={entries[id]}
              wrong={wrong?.id === id ? wrong.sentence : null}
              isFirst={id === 'agent' && !isAgain}
              enter={(value) => {
                setWrong(null)
                setEntries((before) => ({ ...before, [id]: value }))
              }}
            />
          ))}
        </div>
      )}
      <div className="setup-buttons">
        {isRunning ? (
          <FocusedButton key="stop" type="button" text={say.stop} onClick={stop} />
        ) : isAgain ? (
          <FocusedButton key="again" type="submit" text={say.again} />
        ) : (
          <button type="submit" className="button setup-next">
            {say.start}
          </button>
        )}
      </div>
    </form>
  )
}

type ButtonProps = { readonly type: 'button' | 'submit'; readonly text: string; readonly onClick?: () => void }

/** The one that was pressed is gone: the keyboard goes on at this. Each is a button of its own: one press that stops must not also begin. */
function FocusedButton({ type, text, onClick }: ButtonProps) {
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => button.current?.focus({ preventScroll: true }), [])
  return (
    <button type={type} ref={button} className={type === 'submit' ? 'button setup-next' : 'button'} onClick={onClick}>
      {text}
    </button>
  )
}

type FieldProps = {
  readonly say: ProofWords
  readonly id: FieldId
  readonly value: string
  readonly wrong: string | null
  readonly isFirst: boolean
  readonly enter: (value: string) => void
}

function ProofField({ say, id, value, wrong, isFirst, enter }: FieldProps) {
  const htmlId = useId()
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (isFirst || wrong !== null) input.current?.focus()
  }, [isFirst, wrong])
  const { label, hint } = say.fields[id]
  return (
    <div className="setting">
      <label htmlFor={htmlId} className="setting-label">
        {label}
      </label>
      <input
        id={htmlId}
        name={id}
        ref={input}
        className="setup-input"
        type={isSecret(id) ? 'password' : 'text'}
        inputMode={id === 'port' ? 'numeric' : 'text'}
        autoComplete="off"
        spellCheck={false}
        aria-describedby={`${htmlId}-hint`}
        aria-invalid={wrong !== null}
        value={value}
        onChange={({ target }) => enter(target.value)}
      />
      <p id={`${htmlId}-hint`} className={wrong === null ? 'setting-hint' : 'setup-wrong-field'}>
        {wrong ?? hint}
      </p>
    </div>
  )
}

type Wrong = { readonly id: FieldId; readonly sentence: string }

/** What stands in a SIP address without being escaped (RFC 3261, section 25.1). */
const isExtension = (text: string): boolean => /^[\w.+-]{1,64}$/.test(text)

function firstWrong(say: ProofWords, entries: Entries): Wrong | null {
  for (const id of ids) {
    const value = isSecret(id) ? entries[id] : entries[id].trim()
    if (value === '' && id !== 'dial') return { id, sentence: say.fill(say.fields[id].label) }
    if ((id === 'agent' || id === 'caller') && !isExtension(value)) return { id, sentence: say.wrongExtension }
    if (id === 'caller' && value === entries.agent.trim()) return { id, sentence: say.refusals.same(value) }
    if (id === 'dial' && value !== '' && !/^[\w.+*#-]{1,64}$/.test(value)) return { id, sentence: say.wrongExtension }
    if (id === 'port' && !(/^\d{1,5}$/.test(value) && Number(value) >= 1 && Number(value) <= 65_535))
      return { id, sentence: say.wrongPort }
  }
  return null
}

const wishOf = ({ agent, agentPassword, caller, callerPassword, dial, port }: Entries): ProofWish => ({
  agent: { user: agent.trim(), password: agentPassword },
  caller: { user: caller.trim(), password: callerPassword },
  dial: dial.trim(),
  port: Number(port.trim()),
})
