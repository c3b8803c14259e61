// The funnel of a queue's row: shows only what belongs to this queue, in every pane, and all again. Handed in by whoever keeps the filters.
import { ListFilter } from 'lucide-react'
import { createContext, useContext } from 'react'
import { useWords } from '#renderer/words/words.ts'

export type QueueFilterKept = {
  readonly queueIds: readonly string[] // what is filtered by now
  readonly toggle: (queueId: string) => void
}

export const QueueFilterContext = createContext<QueueFilterKept>({ queueIds: [], toggle: () => {} })

const funnel = <ListFilter aria-hidden className="state-icon" />

/** Enter on the row presses it as well. */
export function QueueFilter({ id, name }: { id: string; name: string }) {
  const { queueIds, toggle } = useContext(QueueFilterContext)
  const isOn = queueIds.includes(id)
  const { only, notOnly } = useWords().floor.views.filters
  return (
    <span className="queue-filter" data-row-action>
      <button
        type="button"
        aria-pressed={isOn}
        aria-label={only(name)}
        title={isOn ? notOnly(name) : only(name)}
        onClick={() => toggle(id)}
      >
        {funnel}
      </button>
    </span>
  )
}
