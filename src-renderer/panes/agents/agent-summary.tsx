// How many agents are in each state, of those the search and the other filters let through.
import { Hand } from 'lucide-react'
import { useContext, useMemo } from 'react'
import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import type { AgentState } from '#contract/views.ts'
import { useFloor } from '#renderer/floor/floor-store.ts'
import { AskingContext } from '#renderer/floor/needs-help.tsx'
import { agentStates, countsOfAll, stateCounts, statesIn } from '#renderer/floor/select.ts'
import { needsFloor, type Shown } from '#renderer/floor/shown.ts'
import { AgentStateIcon } from '#renderer/floor/state-icons.tsx'
import { useCalmFloor, useMoment } from '#renderer/floor/use-calm-floor.ts'
import { useWords } from '#renderer/words/words.ts'
import { StateSummary, SummaryButton } from '../pane/state-summary.tsx'
import { type AgentTables, agentsShown } from './agent-order.ts'

type Counts = Readonly<Record<AgentState, number>>

type SummaryProps = {
  readonly counts: Counts
  readonly help: number // how many ask for it
  readonly show: Shown
}

export function AgentSummary({ counts, help, show }: SummaryProps) {
  const { summary, presence, presenceCount, needsHelp, helpCount } = useWords().floor
  const { states } = show.filters
  const asksOnly = show.filters.needsHelp
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
    >
      {(help > 0 || asksOnly) && (
        <SummaryButton
          className="needs-help"
          count={help}
          word={helpCount}
          name={needsHelp}
          icon={<Hand aria-hidden className="state-icon" />}
          isOn={asksOnly}
          onPress={() => show.onFilter({ needsHelp: !asksOnly })}
        />
      )}
    </StateSummary>
  )
}

/** Of those the search and the other filters let through, as the states are counted. */
export function useAskingCount(show: Shown, tables: AgentTables): number {
  const { search, filters, myTeam } = show
  const asking = useStore(useContext(AskingContext), ({ agents }) => agents)
  const others = useMemo(() => ({ ...filters, needsHelp: false }), [filters])
  const narrowed = asking.size > 0 && needsFloor({ ...show, filters: others, sort: null, groupBy: 'none' })
  const known = useFloor((now) => [...asking].filter((id) => now?.agents[id]).length)
  const floor = useCalmFloor(narrowed)
  const moment = useMoment(narrowed && filters.longerThanMin !== null)
  const words = useWords()
  return useMemo(
    () =>
      floor
        ? agentsShown(
            words,
            [...asking],
            floor,
            { search, filters: others, myTeam, asking, sort: null },
            moment,
            tables,
          ).length
        : known,
    [floor, known, words, search, others, myTeam, asking, moment, tables],
  )
}

const none = Object.fromEntries(agentStates.map((state) => [state, 0])) as Counts

/** The filter on states itself is left out: each count says what it would add. */
export function useAgentCounts(all: readonly string[], show: Shown, tables: AgentTables): Counts {
  const { search, filters, myTeam, asking } = show
  const others = useMemo(() => ({ ...filters, states: [] }), [filters])
  const narrowed = needsFloor({ ...show, filters: others, sort: null, groupBy: 'none' })
  const everybody = useFloor(useShallow((floor) => (narrowed || !floor ? none : countsOfAll(floor))))
  const floor = useCalmFloor(narrowed)
  const moment = useMoment(narrowed && filters.longerThanMin !== null)
  const words = useWords()
  return useMemo(() => {
    if (!floor) return everybody
    const ids = agentsShown(words, all, floor, { search, filters: others, myTeam, asking, sort: null }, moment, tables)
    return stateCounts(
      floor.calls,
      ids.flatMap((id) => floor.agents[id] ?? []),
    )
  }, [everybody, floor, words, all, search, others, myTeam, asking, moment, tables])
}
