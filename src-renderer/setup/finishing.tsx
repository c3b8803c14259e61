// How saving the site goes: under way, or refused with its sentence.
import type { DeskError } from '#contract/errors.ts'
import type { SetupWords } from '#renderer/words/later.ts'
import { useWords } from '#renderer/words/words.ts'
import { fieldAt } from './entries.ts'

export type Finishing =
  | { readonly phase: 'none' }
  | { readonly phase: 'saving' }
  | { readonly phase: 'failed'; readonly error: DeskError }

export function FinishingLine({ say, finishing }: { readonly say: SetupWords; readonly finishing: Finishing }) {
  const words = useWords()
  switch (finishing.phase) {
    case 'none':
      return null
    case 'saving':
      return <p role="status">{say.done.opening}</p>
    case 'failed': {
      const { code, detail = '' } = finishing.error
      const field = fieldAt(detail)
      return (
        <div role="alert" className="setup-wrong">
          <p>{say.notSaved(field ? say.wrongEntry(say.fields[field].label) : words.errors[code])}</p>
          {detail !== '' && <p className="setting-hint">{words.app.notice.forAdministrator(detail)}</p>}
        </div>
      )
    }
  }
}
