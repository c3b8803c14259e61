// The Queues pane: who waits, who is served, who could serve, and how the day has gone.
import { useCallback, useContext, useMemo } from 'react'
import type { Floor, Queue } from '#contract/floor.ts'
import { FloorContext, useFloor } from '#renderer/floor/floor-store.ts'
import { queueUrgency } from '#renderer/floor/limits.ts'
import { scopeOf } from '#renderer/floor/shown.ts'
import { useLimits } from '#renderer/floor/urgency.tsx'
import { useMoment } from '#renderer/floor/use-calm-floor.ts'
import { Grid } from '#renderer/grid/grid.tsx'
import { useSteadyOrder } from '#renderer/grid/use-steady-order.ts'
import { useWords } from '#renderer/words/words.ts'
import type { PaneProps } from './agents-pane.tsx'
import { NothingShown } from './pane/nothing-shown.tsx'
import { countOf, Pane, UnknownPane } from './pane/pane.tsx'
import { queuesShown } from './queues/queue-order.ts'
import { QueueRow } from './queues/queue-row.tsx'
import './queues/queues-strip.css'
import { useHeaders, useTable } from './tables.ts'

/** Of each queue, now. null: it is not asked for. Few queues side by side are all in sight, and keep their places. */
function useUrgencyOf(wanted: boolean) {
  const rules = useLimits()
  const moment = useMoment(wanted)
  return useMemo(() => (wanted ? (queue: Queue) => queueUrgency(queue, rules, moment) : null), [wanted, rules, moment])
}

export function QueuesPane({ show, now, tools, strip }: PaneProps) {
  const queues = useFloor((floor) => floor?.queues ?? null)
  const { queues: name, loadingQueues } = useWords().floor
  if (queues === null) return <UnknownPane name={name} sentence={loadingQueues} now={now} tools={tools} />
  return <KnownQueues queues={queues} show={show} now={now} tools={tools} strip={strip ?? false} />
}

function KnownQueues({ queues, show, now, tools, strip }: PaneProps & { queues: Floor['queues'] }) {
  const words = useWords()
  const columns = useTable('queues')
  const headers = useHeaders('queues')
  const { search, filters, sort, favourites } = show
  const urgencyOf = useUrgencyOf(!strip && sort === null)
  const wanted = useMemo(
    () => queuesShown(words, queues, { search, filters, sort, favourites }, { queues: columns }, urgencyOf),
    [queues, search, filters, sort, favourites, columns, words, urgencyOf],
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
          <NothingShown pane="queues" all={all} show={show} />
        ) : (
          <Grid
            id="queues"
            label={words.floor.queues}
            columns={headers}
            ids={ids}
            scope={scopeOf(show)}
            reorders
            className="queues-grid"
            across={strip ?? false}
            sort={{ by: show.sort, onSort: show.onSort }}
            density={show.density}
            textsOf={textsOf}
            row={(place) => <QueueRow key={place.slot} place={place} columns={columns} />}
          />
        )}
      </div>
    </Pane>
  )
}
