// The Queues pane: who waits, who is served, who could serve, and how the day has gone.
import { useCallback, useContext, useMemo } from 'react'
import type { Floor } from '#contract/floor.ts'
import { FloorContext, useFloor } from '#renderer/floor/floor-store.ts'
import { scopeOf } from '#renderer/floor/shown.ts'
import { Grid } from '#renderer/grid/grid.tsx'
import { useSteadyOrder } from '#renderer/grid/use-steady-order.ts'
import { useWords } from '#renderer/words/words.ts'
import { noneSentence, type PaneProps } from './agents-pane.tsx'
import { countOf, Pane, PaneNote, UnknownPane } from './pane/pane.tsx'
import { headersOf } from './pane/table.tsx'
import { queuesShown } from './queues/queue-order.ts'
import { QueueRow } from './queues/queue-row.tsx'
import './queues/queues-strip.css'
import { useTable } from './tables.ts'

export function QueuesPane({ show, now, tools, strip }: PaneProps) {
  const queues = useFloor((floor) => floor?.queues ?? null)
  const { queues: name, loadingQueues } = useWords().floor
  if (queues === null) return <UnknownPane name={name} sentence={loadingQueues} now={now} tools={tools} />
  return <KnownQueues queues={queues} show={show} now={now} tools={tools} strip={strip ?? false} />
}

function KnownQueues({ queues, show, now, tools, strip }: PaneProps & { queues: Floor['queues'] }) {
  const words = useWords()
  const columns = useTable('queues')
  const { search, filters, sort, favourites } = show
  const wanted = useMemo(
    () => queuesShown(words, queues, { search, filters, sort, favourites }, { queues: columns }),
    [queues, search, filters, sort, favourites, columns, words],
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
            id="queues"
            label={words.floor.queues}
            columns={headersOf(words, columns)}
            ids={ids}
            scope={scopeOf(show)}
            className="queues-grid"
            across={strip ?? false}
            sort={{ by: show.sort, onSort: show.onSort }}
            textsOf={textsOf}
            row={(place) => <QueueRow key={place.slot} place={place} columns={columns} />}
          />
        )}
      </div>
    </Pane>
  )
}
