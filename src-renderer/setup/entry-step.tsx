// A step in which something is entered: its fields, its check, and what was found.
import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { Desk } from '#contract/ipc.ts'
import type { SetupStep } from '#contract/site/setup.ts'
import type { SetupWords } from '#renderer/words/later.ts'
import { type Checking, isRight } from './checking.ts'
import { type Entries, fieldAt, firstEmpty, siteOf } from './entries.ts'
import { Field } from './field.tsx'
import { type FieldId, fieldsOf } from './fields.ts'
import { Findings } from './findings.tsx'

type EntryStepProps = {
  readonly say: SetupWords
  readonly step: SetupStep
  readonly desk: Desk
  readonly entries: Entries
  readonly enter: (id: FieldId, value: string) => void
  readonly back: () => void
  readonly next: () => void
}

export function EntryStep({ say, step, desk, entries, enter, back, next }: EntryStepProps) {
  const [checking, setChecking] = useState<Checking>({ phase: 'none' })
  const [empty, setEmpty] = useState<FieldId | null>(null)
  const ids = fieldsOf(entries.kind, step)
  const first = useRef<HTMLInputElement>(null)
  useEffect(() => first.current?.focus(), [])
  const lookAgain = (id: FieldId, value: string) => {
    setChecking({ phase: 'none' })
    setEmpty(null)
    enter(id, value)
  }
  const check = async (event: FormEvent) => {
    event.preventDefault()
    const missing = firstEmpty(entries, ids)
    setEmpty(missing)
    if (missing !== null || checking.phase === 'checking') return
    setChecking({ phase: 'checking' })
    const found = await desk
      .request('checkSetup', { step, site: siteOf(entries) })
      .catch(() => ({ ok: false, error: { code: 'serverGone' } }) as const)
    if (!found.ok) return setChecking({ phase: 'failed', error: found.error })
    setChecking({ phase: 'found', findings: found.value })
    if (isRight(found.value)) next()
  }
  const wrong = wrongField(checking)
  const isStuck = checking.phase === 'failed' || (checking.phase === 'found' && !isRight(checking.findings))
  const intro = step === 'signIn' && entries.kind === 'netsapiens' ? say.signIn.introNetsapiens : say[step].intro
  return (
    <form className="setup-step" onSubmit={(event) => void check(event)} noValidate>
      <p className="setup-intro">{intro}</p>
      <Findings say={say} checking={checking} />
      {ids.map((id, at) => (
        <Field
          key={id}
          say={say}
          id={id}
          entries={entries}
          enter={lookAgain}
          field={at === 0 ? first : null}
          wrong={whyWrong(say, id, empty, wrong)}
        />
      ))}
      <div className="setup-buttons">
        <button type="button" className="button" onClick={back}>
          {say.back}
        </button>
        {isStuck && (
          <button type="button" className="button" onClick={next}>
            {say.anyway}
          </button>
        )}
        <button type="submit" className="button setup-next">
          {say.check}
        </button>
      </div>
    </form>
  )
}

const wrongField = (checking: Checking): FieldId | null =>
  checking.phase === 'found'
    ? (checking.findings.map(({ about, what }) => (about === 'entry' ? fieldAt(what) : null)).find(Boolean) ?? null)
    : null

function whyWrong(say: SetupWords, id: FieldId, empty: FieldId | null, wrong: FieldId | null): string | null {
  if (id === empty) return say.fill(say.fields[id].label)
  return id === wrong ? say.wrongEntry(say.fields[id].label) : null
}
