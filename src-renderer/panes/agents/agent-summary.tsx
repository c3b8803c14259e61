// How many agents are in each state, of those the search and the other filters let through.
import { useMemo } from 'react'
import { useShallow } from 'zustand/react/shallow'
import type { AgentState } from '#contract/views.ts'
import { useFloor } from '#renderer/floor/floor-store.ts'
import { agentStates, stateCounts, statesIn } from '#renderer/floor/select.ts'
import { needsFloor, type Shown } from '#renderer/floor/shown.ts'
import { AgentStateIcon } from '#renderer/floor/state-icons.tsx'
import { useCalmFloor, useMoment } from '#renderer/floor/use-calm-floor.ts'
import { useWords } from '#renderer/words/words.ts'
import { StateSummary } from '../pane/state-summary.tsx'
import { type AgentTables, agentsShown } from './agent-order.ts'

type Counts = Readonly<Record<AgentState, number>>

export function AgentSummary({ counts, show }: { counts: Counts; show: Shown }) {
  const { summary, presence, presenceCount } = useWords().floor
  const { states } = show.filters
  return (
    <StateSummary
      label={summary}
      counts={statesIn(counts, states).map((state) => ({
        state,
        count: counts[state],
        word: presenceCount[state],
        name: presence[state],
        icon: <AgentStateIcon state={state} />,
      }))}
      chosen={states}
      onChange={(chosen) => show.onFilter({ states: chosen })}
    />
  )
}

const none = Object.fromEntries(agentStates.map((state) => [state, 0])) as Counts

/** The filter on states itself is left out: each count says what it would add. */
export function useAgentCounts(all: readonly string[], show: Shown, tables: AgentTables): Counts {
  const { search, filters, myTeam } = show
  const others = useMemo(() => ({ ...filters, states: [] }), [filters])
  const narrowed = needsFloor({ ...show, filters: others, sort: null, groupBy: 'none' })
  const everybody = useFloor(
    useShallow((floor) => (narrowed || !floor ? none : stateCounts(floor.calls, Object.values(floor.agents)))),
  )
  const floor = useCalmFloor(narrowed)
  const moment = useMoment(narrowed && filters.longerThanMin !== null)
  const words = useWords()
  return useMemo(() => {
    if (!floor) return everybody
    const ids = agentsShown(words, all, floor, { search, filters: others, myTeam, sort: null }, moment, tables)
    return stateCounts(
      floor.calls,
      ids.flatMap((id) => floor.agents[id] ?? []),
    )
  }, [everybody, floor, words, all, search, others, myTeam, moment, tables])
}
