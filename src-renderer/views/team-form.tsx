// Whom the person looks after: whole teams, and agents one by one.
import { useState } from 'react'
import { useShallow } from 'zustand/react/shallow'
import type { Floor } from '#contract/floor.ts'
import { useFloor } from '#renderer/floor/floor-store.ts'
import { haystack, soughtWords } from '#renderer/floor/search.ts'
import { LONGEST_SEARCH } from '#renderer/ui/search-box.tsx'
import { compareText } from '#renderer/words/collation.ts'
import { useWords } from '#renderer/words/words.ts'
import { teamsOf } from './filter-form.tsx'
import { Several } from './several.tsx'
import { useViews } from './view-store.ts'

/** Ids and names in turn, so that a floor on which nobody came or went is the same list. */
const agentsOf = (floor: Floor | null): readonly string[] =>
  Object.values(floor?.agents ?? {})
    .sort((a, b) => compareText(a.name, b.name))
    .flatMap(({ id, name, extension }) => [id, `${name} · ${extension}`])

export function TeamForm() {
  const { teams, agents } = useViews(({ views }) => views.myTeam)
  const tell = useViews((state) => state.tell)
  const { floor, keys } = useWords()
  const say = floor.views.myTeam
  const offeredTeams = useFloor(useShallow(teamsOf))
  const idsAndNames = useFloor(useShallow(agentsOf))
  const [search, setSearch] = useState('')
  const sought = soughtWords(search)
  const people = idsAndNames.flatMap((id, i) => (i % 2 === 0 ? [[id, idsAndNames[i + 1] ?? id] as const] : []))
  const isWanted = (id: string, name: string) =>
    agents.includes(id) || sought.every((word) => haystack([name]).includes(word))
  const found = people.filter(([id, name]) => isWanted(id, name))
  return (
    <div className="filter-form">
      <p className="setting-hint">{say.hint}</p>
      <Several
        label={say.teams}
        values={teams}
        of={offeredTeams.map((team) => [team, team])}
        onChange={(chosen) => tell({ kind: 'myTeam', myTeam: { teams: chosen, agents } })}
      />
      <input
        type="search"
        className="several-search"
        aria-label={say.find}
        placeholder={say.find}
        value={search}
        maxLength={LONGEST_SEARCH}
        onChange={({ target }) => setSearch(target.value)}
      />
      <Several
        label={say.agents}
        values={agents}
        of={found}
        onChange={(chosen) => tell({ kind: 'myTeam', myTeam: { teams, agents: chosen } })}
      />
      <p role="status" className="setting-hint">
        {people.length === 0 && floor.noAgents}
        {people.length > 0 && found.length === 0 && keys.palette.none(search)}
      </p>
    </div>
  )
}
