// Lines above the card: which agents are selected, and what was done, with the way back for some seconds.
import { X } from 'lucide-react'
import type { Act } from '#contract/acts/acts.ts'
import { KeyHint } from '#renderer/keys/key-hint.tsx'
import { PlainOfferedButton } from '#renderer/ui/offers.tsx'
import { formatNumber } from '#renderer/words/format.ts'
import type { ActWords } from '#renderer/words/later-acts.ts'
import { useActs, useActsStore } from '../acts-store.ts'

type LineProps = { readonly say: ActWords }

export function SelectionLine({ say }: LineProps) {
  const selected = useActs((view) => view.selected)
  const want = useActs((view) => view.want)
  const select = useActs((view) => view.select)
  return (
    <div role="status" className="acts-status">
      {selected.length > 0 && (
        <p className="card-notice acts-line">
          <span>{say.selected(formatNumber(selected.length))}</span>
          <PlainOfferedButton
            offer={say.actions}
            className="button"
            aria-haspopup="menu"
            onClick={({ currentTarget }) =>
              want({ kind: 'menu', subject: { of: 'agents', agentIds: selected }, at: currentTarget })
            }
          >
            {say.actions}
          </PlainOfferedButton>
          <PlainOfferedButton offer={say.clear} className="button" onClick={() => select([])}>
            {say.clear}
          </PlainOfferedButton>
        </p>
      )}
    </div>
  )
}

export function DoneLine({ say, onUndo }: LineProps & { readonly onUndo: (acts: readonly Act[]) => void }) {
  const store = useActsStore()
  const done = useActs((view) => view.done)
  return (
    <div role="status" className="acts-status">
      {done && (
        <p className="card-notice acts-line">
          <span>{done.sentence}</span>
          {done.undo.length > 0 && (
            <button type="button" className="button" onClick={() => onUndo(done.undo)}>
              {say.undo}
              <KeyHint command="undo" />
            </button>
          )}
          <PlainOfferedButton
            offer={say.dismiss}
            className="icon-button"
            aria-label={say.dismiss}
            onClick={() => store.setState({ done: null })}
          >
            <X aria-hidden />
          </PlainOfferedButton>
        </p>
      )}
    </div>
  )
}
