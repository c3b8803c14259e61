// My team: whom the person looks after, chosen once and kept; from then on one press shows them alone, or everybody again.
import { ChevronDown, UsersRound } from 'lucide-react'
import { useState } from 'react'
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { useShallow } from 'zustand/react/shallow'
import type { Floor } from '#contract/floor.ts'
import { useFloor } from '#renderer/floor/floor-store.ts'
import { haystack, soughtWords } from '#renderer/floor/search.ts'
import { OfferedButton, useOffer } from '#renderer/ui/offers.tsx'
import { PagePopover } from '#renderer/ui/page-popover.tsx'
import { compareText } from '#renderer/words/collation.ts'
import { useWords } from '#renderer/words/words.ts'
import { teamsOf } from './filters-button.tsx'
import { Several } from './several.tsx'
import { useViews } from './view-store.ts'

export function MyTeamButton() {
  const { teams, agents } = useViews(({ views }) => views.myTeam)
  const mine = useViews(({ views }) => views.now.filters.mine)
  const tell = useViews((state) => state.tell)
  const say = useWords().floor.views.myTeam
  const team = useOffer(say.button)
  const isChosen = teams.length + agents.length > 0
  return (
    <span className="my-team">
      {isChosen && (
        <ToggleButton
          ref={team}
          className="button bar-button"
          isSelected={mine}
          onChange={(isOn) => tell({ kind: 'filter', filters: { mine: isOn } })}
        >
          <UsersRound aria-hidden />
          {say.button}
        </ToggleButton>
      )}
      <DialogTrigger>
        <OfferedButton
          offer={say.choose}
          className={isChosen ? 'button bar-button bar-sign' : 'button bar-button'}
          aria-label={say.choose}
        >
          {isChosen ? <ChevronDown aria-hidden /> : <UsersRound aria-hidden />}
          {!isChosen && say.button}
        </OfferedButton>
        <PagePopover className="bar-popover" placement="bottom start">
          <Dialog className="my-team-dialog">
            <Heading slot="title" level={2}>
              {say.choose}
            </Heading>
            <TeamForm />
          </Dialog>
        </PagePopover>
      </DialogTrigger>
    </span>
  )
}

/** Ids and names in turn, so that a floor on which nobody came or went is the same list. */
const agentsOf = (floor: Floor | null): readonly string[] =>
  Object.values(floor?.agents ?? {})
    .sort((a, b) => compareText(a.name, b.name))
    .flatMap(({ id, name, extension }) => [id, `${name} · ${extension}`])

function TeamForm() {
  const { teams, agents } = useViews(({ views }) => views.myTeam)
  const tell = useViews((state) => state.tell)
  const say = useWords().floor.views.myTeam
  const offeredTeams = useFloor(useShallow(teamsOf))
  const idsAndNames = useFloor(useShallow(agentsOf))
  const [search, setSearch] = useState('')
  const sought = soughtWords(search)
  const people = idsAndNames.flatMap((id, i) => (i % 2 === 0 ? [[id, idsAndNames[i + 1] ?? id] as const] : []))
  const isWanted = (id: string, name: string) =>
    agents.includes(id) || sought.every((word) => haystack([name]).includes(word))
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
        onChange={({ target }) => setSearch(target.value)}
      />
      <Several
        label={say.agents}
        values={agents}
        of={people.filter(([id, name]) => isWanted(id, name))}
        onChange={(chosen) => tell({ kind: 'myTeam', myTeam: { teams, agents: chosen } })}
      />
    </div>
  )
}
