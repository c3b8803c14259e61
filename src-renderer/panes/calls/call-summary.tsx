// How many calls are in each state, of those the search and the other filters let through.
import { useMemo } from 'react'
import { type CallState, callState, type Floor } from '#contract/floor.ts'
import { needsFloor, type Shown } from '#renderer/floor/shown.ts'
import { CallStateIcon } from '#renderer/floor/state-icons.tsx'
import { useCalmFloor, useMoment } from '#renderer/floor/use-calm-floor.ts'
import { useWords } from '#renderer/words/words.ts'
import { StateSummary } from '../pane/state-summary.tsx'
import { type CallTables, callsShown } from './call-order.ts'

type SummaryProps = {
  readonly calls: Floor['calls']
  readonly all: readonly string[] // ids
  readonly show: Shown
  readonly tables: CallTables
}

export function CallSummary(props: SummaryProps) {
  const { callSummary, callState: names, callCount } = useWords().floor
  const counts = useCallCounts(props)
  const { show } = props
  const chosen = show.filters.callStates
  return (
    <StateSummary
      label={callSummary}
      counts={callState.options
        .filter((state) => counts[state] > 0 || chosen.includes(state))
        .map((state) => ({
          state,
          count: counts[state],
          word: callCount[state],
          name: names[state],
          icon: <CallStateIcon state={state} />,
        }))}
      chosen={chosen}
      onChange={(callStates) => show.onFilter({ callStates })}
    />
  )
}

/** The filter on states itself is left out: each count says what it would add. */
function useCallCounts({ calls, all, show, tables }: SummaryProps) {
  const { search, filters, myTeam, asking } = show
  const others = useMemo(() => ({ ...filters, callStates: [] }), [filters])
  const narrowed = needsFloor({ ...show, filters: others, sort: null, groupBy: 'none' })
  const floor = useCalmFloor(narrowed)
  const moment = useMoment(narrowed && filters.longerThanMin !== null)
  const words = useWords()
  return useMemo(() => {
    const ids = floor
      ? callsShown(words, all, floor, { search, filters: others, myTeam, asking, sort: null }, moment, tables)
      : all
    const counts: Record<CallState, number> = { waiting: 0, ringing: 0, talking: 0, held: 0, parked: 0 }
    for (const id of ids) {
      const call = calls[id]
      if (call) counts[call.state] += 1
    }
    return counts
  }, [calls, floor, words, all, search, others, myTeam, asking, moment, tables])
}
