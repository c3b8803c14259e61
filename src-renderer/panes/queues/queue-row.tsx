// One queue in figures.
import { memo } from 'react'
import { useFloor } from '#renderer/floor/floor-store.ts'
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
  if (!queue) return null
  return (
    <GridRow place={place} label={queueLabel(words, queue)} className={queue.waiting > 0 ? 'queue-waiting' : ''}>
      {cellsOf(columns, { queue, words })}
    </GridRow>
  )
}, samePlace)
