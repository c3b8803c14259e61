// The Queues pane: who waits, who is served, who could serve, and how the day has gone.
import { useCallback, useContext, useMemo } from 'react'
import type { Floor } from '#contract/floor.ts'
import { FloorContext, useFloor } from '#renderer/floor/floor-store.ts'
import { Grid } from '#renderer/grid/grid.tsx'
import type { Column } from '#renderer/grid/grid-head.tsx'
import { useSteadyOrder } from '#renderer/grid/use-steady-order.ts'
import { useWords, type Words } from '#renderer/words/words.ts'
import { noneSentence, type PaneProps } from './agents-pane.tsx'
import { countOf, Pane, PaneNote, UnknownPane } from './pane/pane.tsx'
import { queuesShown } from './queues/queue-order.ts'
import { QueueRow } from './queues/queue-row.tsx'
import './queues/queues-strip.css'
import { scopeOf } from '#renderer/floor/shown.ts'

/** In reading order. */
export function queueColumns(words: Words): readonly Column[] {
  const { columns, columnTitles } = words.floor
  return [
    { id: 'queueName', header: columns.queueName },
    { id: 'waiting', header: columns.waiting },
    { id: 'longest', header: columns.longest, title: columnTitles.longest },
    { id: 'inService', header: columns.inService, title: columnTitles.inService },
    { id: 'available', header: columns.available },
    { id: 'level', header: columns.level, title: columnTitles.level },
    { id: 'answered', header: columns.answered, title: columnTitles.answered },
    { id: 'abandoned', header: columns.abandoned, title: columnTitles.abandoned },
  ]
}

export function QueuesPane({ show, now, tools, strip }: PaneProps) {
  const queues = useFloor((floor) => floor?.queues ?? null)
  const { queues: name, loadingQueues } = useWords().floor
  if (queues === null) return <UnknownPane name={name} sentence={loadingQueues} now={now} tools={tools} />
  return <KnownQueues queues={queues} show={show} now={now} tools={tools} strip={strip ?? false} />
}

function KnownQueues({ queues, show, now, tools, strip }: PaneProps & { queues: Floor['queues'] }) {
  const words = useWords()
  const { search, filters, sort, favourites } = show
  const wanted = useMemo(
    () => queuesShown(words, queues, { search, filters, sort, favourites }),
    [queues, search, filters, sort, favourites, words],
  )
  const { order: ids, pointer } = useSteadyOrder(wanted, scopeOf(show))
  const { getState } = useContext(FloorContext)
  const textsOf = useCallback(
    (id: string) => {
      const queue = getState().floor?.queues[id]
      return queue ? [queue.name, queue.extension] : []
    },
    [getState],
  )
  const all = Object.keys(queues).length
  return (
    <Pane name={words.floor.queues} now={now} count={countOf(words, wanted.length, all)} tools={tools}>
      <div className="pane-body" {...pointer}>
        {ids.length === 0 ? (
          <PaneNote>{noneSentence(words, 'queues', all, show)}</PaneNote>
        ) : (
          <Grid
            label={words.floor.queues}
            columns={queueColumns(words)}
            ids={ids}
            scope={scopeOf(show)}
            className="queues-grid"
            across={strip ?? false}
            sort={{ by: show.sort, onSort: show.onSort }}
            textsOf={textsOf}
            row={(place) => <QueueRow key={place.slot} place={place} />}
          />
        )}
      </div>
    </Pane>
  )
}
