// The Agents pane.
import { type CSSProperties, type ReactNode, useCallback, useContext, useMemo, useRef } from 'react'
import type { Floor } from '#contract/floor.ts'
import { useActsStore, wantMenu } from '#renderer/acts/acts-store.ts'
import type { Freshness } from '#renderer/desk/desk-state.ts'
import { FloorContext, useFloor } from '#renderer/floor/floor-store.ts'
import { statesIn } from '#renderer/floor/select.ts'
import { needsFloor, type Shown, scopeOf } from '#renderer/floor/shown.ts'
import { useCalmFloor, useMoment } from '#renderer/floor/use-calm-floor.ts'
import { Grid, type RowPlace } from '#renderer/grid/grid.tsx'
import { GroupRow } from '#renderer/grid/grid-row.tsx'
import { useSteadyOrder } from '#renderer/grid/use-steady-order.ts'
import { formatNumber } from '#renderer/words/format.ts'
import { useWords, type Words } from '#renderer/words/words.ts'
import { type Group, groupsOf, partsOfRow, rowsOfGroups } from './agents/agent-groups.ts'
import { agentOrder, agentsShown, noAgents } from './agents/agent-order.ts'
import { AgentRow } from './agents/agent-row.tsx'
import { AgentSummary, useAgentCounts, useAskingCount } from './agents/agent-summary.tsx'
import { NothingShown } from './pane/nothing-shown.tsx'
import { countOf, Pane, UnknownPane } from './pane/pane.tsx'
import { pinFirst } from './pane/sort-rows.ts'
import { useHeaders, useTable, useTables } from './tables.ts'

export type PaneProps = {
  readonly show: Shown
  readonly now: Freshness
  readonly tools?: ReactNode // to arrange the pane with
  readonly strip?: boolean // few rows, side by side
}

export function AgentsPane({ show, now, tools }: PaneProps) {
  const agents = useFloor((floor) => floor?.agents ?? null)
  const { agents: name, loadingAgents } = useWords().floor
  if (agents === null) return <UnknownPane name={name} sentence={loadingAgents} now={now} tools={tools} />
  return <KnownAgents agents={agents} show={show} now={now} tools={tools} />
}

function KnownAgents({ agents, show, now, tools }: PaneProps & { agents: Floor['agents'] }) {
  const words = useWords()
  const order = useRef(noAgents)
  order.current = agentOrder(order.current, agents)
  const all = order.current.ids
  const columns = useTable('agents')
  const headers = useHeaders('agents')
  const { rows, groups, count } = useAgentRows(all, show)
  const tables = useTables()
  const counts = useAgentCounts(all, show, tables)
  const help = useAskingCount(show, tables)
  const { order: ids, pointer } = useSteadyOrder(rows, scopeOf(show))
  const { getState } = useContext(FloorContext)
  const digits = useMemo(() => extensionDigits(all, getState().floor), [all, getState])
  const textsOf = useCallback(
    (row: string) => {
      const agent = getState().floor?.agents[partsOfRow(row).agentId ?? '']
      return agent ? [agent.name, agent.extension] : []
    },
    [getState],
  )
  const row = (place: RowPlace) => {
    const { agentId, groupId } = partsOfRow(place.id)
    if (agentId !== null) return <AgentRow key={place.slot} place={place} columns={columns} />
    return <AgentGroupRow key={place.slot} place={place} group={groups.find(({ id }) => id === groupId)} />
  }
  return (
    <Pane
      name={words.floor.agents}
      now={now}
      count={countOf(words, count, all.length)}
      summary={<AgentSummary counts={counts} help={help} show={show} />}
      tools={tools}
    >
      <div className="pane-body" style={{ '--extension-digits': digits } as CSSProperties} {...pointer}>
        {ids.length === 0 ? (
          <NothingShown pane="agents" all={all.length} show={show} />
        ) : (
          <Grid
            id="agents"
            label={words.floor.agents}
            columns={headers}
            ids={ids}
            scope={scopeOf(show)}
            className="agents-grid"
            sort={{ by: show.sort, onSort: show.onSort }}
            density={show.density}
            isHead={show.groupBy === 'none' ? undefined : isGroup}
            textsOf={textsOf}
            row={row}
          />
        )}
      </div>
    </Pane>
  )
}

const MOST_DIGITS = 8

/** Room for the longest extension: what is cut off would be another one. */
const extensionDigits = (ids: readonly string[], floor: Floor | null): number =>
  ids.reduce((most, id) => Math.max(most, Math.min(floor?.agents[id]?.extension.length ?? 0, MOST_DIGITS)), 4)

/** The rows of the list, the groups they stand in, and how many agents that is. */
function useAgentRows(all: readonly string[], show: Shown) {
  const { search, filters, myTeam, asking, sort, groupBy, favourites } = show
  const floor = useCalmFloor(needsFloor(show))
  const moment = useMoment(filters.longerThanMin !== null)
  const tables = useTables()
  const words = useWords()
  return useMemo(() => {
    const wanted = floor
      ? agentsShown(words, all, floor, { search, filters, myTeam, asking, sort }, moment, tables)
      : all
    if (groupBy === 'none' || !floor) {
      const rows = favourites.length === 0 ? wanted : pinFirst(wanted, (id) => favourites.includes(id))
      return { rows, groups: [], count: wanted.length }
    }
    const groups = groupsOf(wanted, floor, { by: groupBy, favourites, say: words.floor.views })
    return { rows: rowsOfGroups(groups), groups, count: wanted.length }
  }, [all, floor, moment, search, filters, myTeam, asking, sort, groupBy, favourites, tables, words])
}

const isGroup = (row: string): boolean => partsOfRow(row).agentId === null

function AgentGroupRow({ place, group }: { place: RowPlace; group: Group | undefined }) {
  const columns = useTable('agents')
  const words = useWords()
  const acts = useActsStore()
  if (!group) return null
  const count = formatNumber(group.agents.length)
  const queueId = /^queue (.+)/.exec(group.id)?.[1]
  const subject =
    queueId === undefined
      ? ({ of: 'team', name: group.name, agentIds: group.agents } as const)
      : ({ of: 'queue', queueId } as const)
  return (
    <GroupRow
      place={place}
      label={words.floor.views.groupRow(group.name, count)}
      columns={columns.length}
      about={{ target: null, waits: false, whose: group.id, subject }}
      onMenu={(row) => wantMenu(acts, subject, row)}
    >
      <span className="strong">{group.name}</span>
      <span className="group-count">{count}</span>
      <span className="group-states">{statesSentence(words, group.counts)}</span>
    </GroupRow>
  )
}

const statesSentence = ({ floor }: Words, counts: Group['counts']): string =>
  statesIn(counts)
    .map((state) => `${formatNumber(counts[state])} ${floor.presenceCount[state]}`)
    .join(' · ')
