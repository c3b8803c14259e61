// Why a list is empty: nothing there, nothing found, or all filtered away, and then the way back.
import { filtersInUse, type PaneId } from '#contract/views.ts'
import type { Shown } from '#renderer/floor/shown.ts'
import { PlainOfferedButton } from '#renderer/ui/offers.tsx'
import { useWords } from '#renderer/words/words.ts'
import { PaneNote } from './pane.tsx'

type NothingProps = { readonly pane: PaneId; readonly all: number; readonly show: Shown }

export function NothingShown({ pane, all, show: { search, filters, onShowAll } }: NothingProps) {
  const { noAgents: agents, noCalls: calls, noQueues: queues, filteredOut, noMatch, views } = useWords().floor
  if (all === 0) return <PaneNote>{{ agents, calls, queues }[pane]}</PaneNote>
  if (filtersInUse(filters) === 0 && search.trim() !== '') return <PaneNote>{noMatch(search)}</PaneNote>
  return (
    <div className="pane-note">
      <p>{filteredOut[pane]}</p>
      <PlainOfferedButton offer={views.filters.clear} className="button" onClick={onShowAll}>
        {views.filters.clear}
      </PlainOfferedButton>
    </div>
  )
}
