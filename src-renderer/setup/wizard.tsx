// The set-up from step to step. Nothing is saved before the last one but the choice of microphone and headset.
import { useState } from 'react'
import type { Desk, SetupDraft, SetupState } from '#contract/ipc.ts'
import type { Settings } from '#contract/settings.ts'
import type { SaveSettings } from '#renderer/settings/settings-store.ts'
import type { ReadDevices } from '#renderer/settings/use-devices.ts'
import { formatNumber } from '#renderer/words/format.ts'
import type { SetupWords } from '#renderer/words/later.ts'
import { DoneStep } from './done-step.tsx'
import { draftOf, type Entries, entriesOf } from './entries.ts'
import { EntryStep } from './entry-step.tsx'
import { type FieldId, type Kind, type StepName, stepsOf } from './fields.ts'
import { type Finishing, FinishingLine } from './finishing.tsx'
import { SoundStep } from './sound-step.tsx'
import { SystemStep } from './system-step.tsx'
import type { TestSound } from './test-sound.ts'

export type WizardProps = {
  readonly say: SetupWords
  readonly state: SetupState
  readonly desk: Desk
  readonly line: Settings['line']
  readonly save: SaveSettings
  readonly devices: ReadDevices
  readonly sound: TestSound
  /** The site is saved, and open at the desk. */
  readonly finished: () => void
}

const demo: Pick<SetupDraft, 'siteName' | 'supervisor' | 'site'> = {
  siteName: 'Demo floor',
  supervisor: null,
  site: { kind: 'demo' },
}

export function Wizard(props: WizardProps) {
  const { say, state, desk, finished } = props
  const [entries, setEntries] = useState<Entries>(() => entriesOf(kindOf(state.draft), state.draft))
  const [at, goTo] = useState(0)
  const [finishing, setFinishing] = useState<Finishing>({ phase: 'none' })
  const steps = stepsOf(entries.kind)
  const step: StepName = steps[at] ?? 'system'
  const enter = (id: FieldId, value: string) =>
    setEntries((before) => ({ ...before, own: { ...before.own, [id]: value } }))
  const finish = async (draft: SetupDraft) => {
    setFinishing({ phase: 'saving' })
    const done = await desk
      .request('finishSetup', draft)
      .catch(() => ({ ok: false, error: { code: 'serverGone' } }) as const)
    if (done.ok) finished()
    else setFinishing({ phase: 'failed', error: done.error })
  }
  const { policy } = state.draft
  const moves = { back: () => goTo(at - 1), next: () => goTo(at + 1) }
  return (
    <>
      <p className="setup-where">{say.steps(formatNumber(at + 1), formatNumber(steps.length))}</p>
      <h3 className="setup-title">{say[step].title}</h3>
      {step === 'system' && (
        <>
          <SystemStep
            say={say}
            kind={entries.kind}
            choose={(kind) => setEntries(entriesOf(kind, state.draft))}
            useDemo={() => void finish({ ...demo, policy })}
            next={moves.next}
          />
          <FinishingLine say={say} finishing={finishing} />
        </>
      )}
      {(step === 'address' || step === 'signIn' || step === 'line' || step === 'trunks') && (
        <EntryStep key={step} {...moves} say={say} step={step} desk={desk} entries={entries} enter={enter} />
      )}
      {step === 'sound' && <SoundStep {...props} {...moves} />}
      {step === 'done' && (
        <DoneStep
          say={say}
          entries={entries}
          finishing={finishing}
          finish={() => void finish(draftOf(entries, policy))}
          back={moves.back}
        />
      )}
    </>
  )
}

const kindOf = ({ site }: SetupDraft): Kind =>
  site.kind === 'netsapiens' || site.kind === 'freeswitch' ? site.kind : 'asterisk'
