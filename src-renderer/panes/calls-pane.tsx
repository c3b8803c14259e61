// The Active calls pane.
import { useCallback, useContext, useMemo, useRef } from 'react'
import type { Floor } from '#contract/floor.ts'
import { FloorContext, useFloor } from '#renderer/floor/floor-store.ts'
import { partyOnFloor, reachedText } from '#renderer/floor/party-text.ts'
import { needsFloor, type Shown, scopeOf } from '#renderer/floor/shown.ts'
import { useShownCalls } from '#renderer/floor/shown-calls.ts'
import { useCalmFloor, useMoment } from '#renderer/floor/use-calm-floor.ts'
import { Grid } from '#renderer/grid/grid.tsx'
import { useSteadyOrder } from '#renderer/grid/use-steady-order.ts'
import { useWords } from '#renderer/words/words.ts'
import type { PaneProps } from './agents-pane.tsx'
import { callOrder, callsShown, noCalls } from './calls/call-order.ts'
import { CallRow } from './calls/call-row.tsx'
import { CallSummary } from './calls/call-summary.tsx'
import { NothingShown } from './pane/nothing-shown.tsx'
import { countOf, Pane, UnknownPane } from './pane/pane.tsx'
import { useHeaders, useTable, useTables } from './tables.ts'

export function CallsPane({ show, now, tools }: PaneProps) {
  const calls = useFloor((floor) => floor?.calls ?? null)
  const { calls: name, loadingCalls } = useWords().floor
  if (calls === null) return <UnknownPane name={name} sentence={loadingCalls} now={now} tools={tools} />
  return <KnownCalls calls={calls} show={show} now={now} tools={tools} />
}

function KnownCalls({ calls, show, now, tools }: PaneProps & { calls: Floor['calls'] }) {
  const words = useWords()
  const order = useRef(noCalls)
  order.current = callOrder(order.current, calls)
  const all = order.current.ids
  const columns = useTable('calls')
  const headers = useHeaders('calls')
  const wanted = useCallRows(all, show)
  const { order: ids, pointer } = useSteadyOrder(wanted, scopeOf(show))
  useShownCalls(ids)
  const { getState } = useContext(FloorContext)
  const textsOf = useCallback(
    (id: string) => {
      const { floor } = getState()
      const call = floor?.calls[id]
      if (!floor || !call) return []
      return [partyOnFloor(words, floor, call.from).main, call.from.number, reachedText(words, floor, call).main]
    },
    [getState, words],
  )
  return (
    <Pane
      name={words.floor.calls}
      now={now}
      count={countOf(words, wanted.length, all.length)}
      summary={<CallSummary calls={calls} all={all} show={show} tables={useTables()} />}
      tools={tools}
    >
      <div className="pane-body" {...pointer}>
        {ids.length === 0 ? (
          <NothingShown pane="calls" all={all.length} show={show} />
        ) : (
          <Grid
            id="calls"
            label={words.floor.calls}
            columns={headers}
            ids={ids}
            scope={scopeOf(show)}
            className="calls-grid"
            sort={{ by: show.sort, onSort: show.onSort }}
            density={show.density}
            textsOf={textsOf}
            row={(place) => <CallRow key={place.slot} place={place} columns={columns} />}
          />
        )}
      </div>
    </Pane>
  )
}

function useCallRows(all: readonly string[], show: Shown): readonly string[] {
  const { search, filters, myTeam, asking, sort } = show
  const floor = useCalmFloor(needsFloor({ ...show, groupBy: 'none' }))
  const moment = useMoment(filters.longerThanMin !== null)
  const tables = useTables()
  const words = useWords()
  return useMemo(
    () => (floor ? callsShown(words, all, floor, { search, filters, myTeam, asking, sort }, moment, tables) : all),
    [all, floor, moment, search, filters, myTeam, asking, sort, tables, words],
  )
}
