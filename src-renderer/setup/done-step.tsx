// The last step: what will be saved, and saving it as a whole.
import { useEffect, useRef } from 'react'
import type { SetupWords } from '#renderer/words/later.ts'
import { type Entries, fieldValue } from './entries.ts'
import type { FieldId, Kind } from './fields.ts'
import { type Finishing, FinishingLine } from './finishing.tsx'

type DoneStepProps = {
  readonly say: SetupWords
  readonly entries: Entries
  readonly finishing: Finishing
  readonly finish: () => void
  readonly back: () => void
}

const shown: Readonly<Record<Kind, { readonly system: FieldId; readonly line: FieldId }>> = {
  asterisk: { system: 'host', line: 'extension' },
  freeswitch: { system: 'host', line: 'extension' },
  netsapiens: { system: 'server', line: 'nsWsUrl' },
}

export function DoneStep({ say, entries, finishing, finish, back }: DoneStepProps) {
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => button.current?.focus(), [])
  const { system, line } = shown[entries.kind]
  const rows: readonly (readonly [string, FieldId])[] = [
    [say.done.site, 'siteName'],
    [say.done.system, system],
    [say.done.line, line],
  ]
  return (
    <div className="setup-step">
      <p className="setup-intro">{say.done.intro}</p>
      <dl className="setup-summary">
        {rows.map(([label, id]) => (
          <div key={id}>
            <dt>{label}</dt>
            <dd>{fieldValue(entries, id) || '–'}</dd>
          </div>
        ))}
      </dl>
      {entries.kind === 'asterisk' && <p className="setting-hint">{say.done.proof}</p>}
      <FinishingLine say={say} finishing={finishing} />
      <div className="setup-buttons">
        <button type="button" className="button" onClick={back}>
          {say.back}
        </button>
        <button type="button" className="button setup-next" ref={button} onClick={finish}>
          {say.done.open}
        </button>
      </div>
    </div>
  )
}
