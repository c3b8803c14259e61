// The values that are filtered by, each in words and with the filters without it. Pure.
import type { FloorFilters } from '#contract/views.ts'
import { formatNumber } from '#renderer/words/format.ts'
import type { Words } from '#renderer/words/words.ts'

export type FilterChip = { readonly id: string; readonly text: string; readonly without: Partial<FloorFilters> }

/** `queueNames` are the names of the queues that are filtered by, where the floor knows them. */
export function filterChips(
  words: Words,
  filters: FloorFilters,
  queueNames: Readonly<Record<string, string>>,
): readonly FilterChip[] {
  const { presence, callState, onNet, offNet, needsHelp: asksForHelp, views } = words.floor
  const say = views.filters
  const { queueIds, teams, states, callStates, net, longerThanMin, mine, needsHelp } = filters
  const one = (id: keyof FloorFilters, text: string | null, none: Partial<FloorFilters>): readonly FilterChip[] =>
    text === null ? [] : [{ id, text, without: none }]
  return [
    ...one('mine', mine ? views.myTeam.button : null, { mine: false }),
    ...one('needsHelp', needsHelp ? asksForHelp : null, { needsHelp: false }),
    ...each(
      queueIds,
      (id) => say.of(say.queue, queueNames[id] ?? id),
      (rest) => ({ queueIds: rest }),
    ),
    ...each(
      teams,
      (team) => say.of(say.team, team),
      (rest) => ({ teams: rest }),
    ),
    ...each(
      states,
      (state) => say.of(say.agents, presence[state]),
      (rest) => ({ states: rest }),
    ),
    ...each(
      callStates,
      (state) => say.of(say.calls, callState[state]),
      (rest) => ({ callStates: rest }),
    ),
    ...one('net', net && (net === 'on' ? onNet : offNet), { net: null }),
    ...one('longerThanMin', longerThanMin === null ? null : say.longer(formatNumber(longerThanMin)), {
      longerThanMin: null,
    }),
  ]
}

const each = <T extends string>(
  values: readonly T[],
  textOf: (value: T) => string,
  without: (rest: readonly T[]) => Partial<FloorFilters>,
): readonly FilterChip[] =>
  values.map((value) => {
    const text = textOf(value)
    return { id: text, text, without: without(values.filter((other) => other !== value)) }
  })
