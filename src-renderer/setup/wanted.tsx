// The secrets that a site asks its person for, once.
import { type FormEvent, useState } from 'react'
import type { Desk } from '#contract/ipc.ts'
import type { SetupWords } from '#renderer/words/later.ts'
import { type Finishing, FinishingLine } from './finishing.tsx'

type WantedProps = {
  readonly say: SetupWords
  readonly paths: readonly string[]
  readonly desk: Desk
  readonly finished: () => void
}

export function Wanted({ say, paths, desk, finished }: WantedProps) {
  const [finishing, setFinishing] = useState<Finishing>({ phase: 'none' })
  const give = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    const secrets = Object.fromEntries(paths.map((path) => [path, String(fields.get(path))]))
    setFinishing({ phase: 'saving' })
    const given = await desk
      .request('giveSecrets', secrets)
      .catch(() => ({ ok: false, error: { code: 'serverGone' } }) as const)
    if (given.ok) finished()
    else setFinishing({ phase: 'failed', error: given.error })
  }
  return (
    <form className="setup-step" onSubmit={(event) => void give(event)}>
      <p className="setup-intro">{say.wanted.intro}</p>
      {paths.map((path, at) => (
        <label key={path} className="setup-label">
          {nameOf(say, path)}
          <input
            name={path}
            type="password"
            required
            autoComplete="off"
            className="setup-input"
            ref={at === 0 ? focus : null}
          />
        </label>
      ))}
      <FinishingLine say={say} finishing={finishing} />
      <div className="setup-buttons">
        <button type="submit" className="button setup-next">
          {say.wanted.save}
        </button>
      </div>
    </form>
  )
}

const focus = (field: HTMLInputElement | null): void => field?.focus()

const nameOf = ({ wanted }: SetupWords, path: string): string =>
  Object.entries(wanted.names).find(([known]) => known === path)?.[1] ?? path
