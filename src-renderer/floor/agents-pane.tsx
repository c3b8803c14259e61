// The Agents pane.
import { useMemo, useRef } from 'react'
import type { Floor } from '../../src-preload/contract/floor.ts'
import { type Column, Grid } from '../ui/grid.tsx'
import { useSteadyOrder } from '../ui/use-steady-order.ts'
import { formatNumber } from '../words/format.ts'
import { words } from '../words/words.ts'
import { agentOrder, agentsMatching, noAgents, presenceCounts } from './agent-order.ts'
import { AgentRow } from './agent-row.tsx'
import { asOf, type Freshness } from './desk-state.ts'
import { useFloor } from './floor-store.ts'
import { Pane, PaneNote, UnknownPane } from './pane.tsx'
import { PresenceIcon } from './state-icons.tsx'

const { columns: heads } = words.floor

const columns = (): readonly Column[] => [
  { id: 'name', header: heads.name },
  { id: 'extension', header: heads.extension },
  { id: 'presence', header: heads.presence },
  { id: 'since', header: heads.since },
  { id: 'queues', header: heads.queues },
  { id: 'talking', header: heads.talkingTo },
  { id: 'monitor', header: heads.monitor },
]

type PaneProps = { readonly search: string; readonly now: Freshness }

export function AgentsPane({ search, now }: PaneProps) {
  const agents = useFloor((floor) => floor?.agents ?? null)
  if (agents === null) return <UnknownPane name={words.floor.agents} sentence={words.floor.loadingAgents} now={now} />
  return <KnownAgents agents={agents} search={search} now={now} />
}

function KnownAgents({ agents, search, now }: PaneProps & { agents: Floor['agents'] }) {
  const order = useRef(noAgents)
  order.current = agentOrder(order.current, agents)
  const all = order.current.ids
  // Only a search needs the whole floor; without one this pick never changes.
  const searched = useFloor((floor) => (search.trim() === '' ? null : floor))
  const wanted = useMemo(() => (searched ? agentsMatching(all, searched, search) : all), [all, searched, search])
  const { order: ids, pointer } = useSteadyOrder(wanted, search)
  const count = wanted.length === all.length ? formatNumber(all.length) : countOf(wanted.length, all.length)
  return (
    <Pane name={words.floor.agents} asOf={asOf(now)} count={count} summary={<PresenceSummary agents={agents} />}>
      <div className="pane-body" {...pointer}>
        {ids.length === 0 ? (
          <PaneNote>{all.length === 0 ? words.floor.noAgents : words.floor.noMatch(search)}</PaneNote>
        ) : (
          <Grid
            label={words.floor.agents}
            columns={columns()}
            ids={ids}
            className="agents-grid"
            row={(place) => <AgentRow key={place.id} place={place} />}
          />
        )}
      </div>
    </Pane>
  )
}

export const countOf = (shown: number, all: number): string => words.floor.count(formatNumber(shown), formatNumber(all))

function PresenceSummary({ agents }: { agents: Floor['agents'] }) {
  return (
    <ul className="summary" aria-label={words.floor.summary}>
      {presenceCounts(agents).map(({ kind, count }) => (
        <li key={kind} className={`state-${kind}`} title={`${formatNumber(count)} ${words.floor.presenceCount[kind]}`}>
          <PresenceIcon kind={kind} />
          <span className="summary-count">{formatNumber(count)}</span>
          <span className="summary-word">{words.floor.presenceCount[kind]}</span>
        </li>
      ))}
    </ul>
  )
}
