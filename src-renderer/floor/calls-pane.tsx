// The Active calls pane.
import { useMemo, useRef } from 'react'
import type { Floor } from '../../src-preload/contract/floor.ts'
import { type Column, Grid } from '../ui/grid.tsx'
import { useSteadyOrder } from '../ui/use-steady-order.ts'
import { formatNumber } from '../words/format.ts'
import { words } from '../words/words.ts'
import { countOf } from './agents-pane.tsx'
import { callOrder, callsMatching, noCalls } from './call-order.ts'
import { CallRow } from './call-row.tsx'
import { asOf, type Freshness } from './desk-state.ts'
import { useFloor } from './floor-store.ts'
import { Pane, PaneNote, UnknownPane } from './pane.tsx'

const { columns: heads } = words.floor

const columns = (): readonly Column[] => [
  { id: 'from', header: heads.from },
  { id: 'to', header: heads.to },
  { id: 'queue', header: heads.queue },
  { id: 'net', header: heads.net },
  { id: 'state', header: heads.state },
  { id: 'duration', header: heads.duration },
  { id: 'monitor', header: heads.monitor },
]

type PaneProps = { readonly search: string; readonly now: Freshness }

export function CallsPane({ search, now }: PaneProps) {
  const calls = useFloor((floor) => floor?.calls ?? null)
  if (calls === null) return <UnknownPane name={words.floor.calls} sentence={words.floor.loadingCalls} now={now} />
  return <KnownCalls calls={calls} search={search} now={now} />
}

function KnownCalls({ calls, search, now }: PaneProps & { calls: Floor['calls'] }) {
  const order = useRef(noCalls)
  order.current = callOrder(order.current, calls)
  const all = order.current.ids
  const searched = useFloor((floor) => (search.trim() === '' ? null : floor))
  const wanted = useMemo(() => (searched ? callsMatching(all, searched, search) : all), [all, searched, search])
  const { order: ids, pointer } = useSteadyOrder(wanted, search)
  const count = wanted.length === all.length ? formatNumber(all.length) : countOf(wanted.length, all.length)
  return (
    <Pane name={words.floor.calls} asOf={asOf(now)} count={count}>
      <div className="pane-body" {...pointer}>
        {ids.length === 0 ? (
          <PaneNote>{all.length === 0 ? words.floor.noCalls : words.floor.noMatch(search)}</PaneNote>
        ) : (
          <Grid
            label={words.floor.calls}
            columns={columns()}
            ids={ids}
            className="calls-grid"
            row={(place) => <CallRow key={place.id} place={place} />}
          />
        )}
      </div>
    </Pane>
  )
}
