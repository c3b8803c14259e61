// One queue in figures.
import { memo } from 'react'
import { useActsStore, wantMenu } from '#renderer/acts/acts-store.ts'
import { useFloor } from '#renderer/floor/floor-store.ts'
import { limitsOf, queueUrgency } from '#renderer/floor/limits.ts'
import { useLimits, useUrgency } from '#renderer/floor/urgency.tsx'
import type { RowPlace } from '#renderer/grid/grid.tsx'
import { GridRow, samePlace } from '#renderer/grid/grid-row.tsx'
import { useWords } from '#renderer/words/words.ts'
import { cellsOf, type TableColumn } from '../pane/table.tsx'
import type { QueueSeen } from './columns.tsx'
import { queueLabel } from './queue-text.ts'

type QueueRowProps = {
  readonly place: RowPlace
  readonly columns: readonly TableColumn<never, QueueSeen>[]
}

export const QueueRow = memo(function QueueRow({ place, columns }: QueueRowProps) {
  const words = useWords()
  const queue = useFloor((floor) => floor?.queues[place.id])
  const rules = useLimits()
  const urgency = useUrgency((now) => (queue ? queueUrgency(queue, rules, now) : 'none'))
  const acts = useActsStore()
  if (!queue) return null
  const subject = { of: 'queue', queueId: queue.id } as const
  const limits = rules && limitsOf(queue.id, rules)
  return (
    <GridRow
      place={place}
      label={queueLabel(words, queue)}
      about={{ target: null, waits: false, whose: `queue ${queue.id}`, subject }}
      onMenu={(row) => wantMenu(acts, subject, row)}
      className={`${queue.waiting > 0 ? 'queue-waiting' : ''} row-${urgency}`}
    >
      {cellsOf(columns, { queue, limits, urgency, words })}
    </GridRow>
  )
}, samePlace)
