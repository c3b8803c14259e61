// Above the panes: which view this is, what is filtered away, how agents are grouped, and which panes there are.
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { useFloor } from '#renderer/floor/floor-store.ts'
import { OfferedButton, PagePart } from '#renderer/ui/offers.tsx'
import { useWords } from '#renderer/words/words.ts'
import { type FilterChip, filterChips } from './filter-chips.ts'
import { FiltersButton } from './filters-button.tsx'
import { MyTeamButton } from './my-team-button.tsx'
import { PanesButton } from './panes-button.tsx'
import { SavedViewsButton } from './saved-views-button.tsx'
import { useViews } from './view-store.ts'

/** `children`: what else can be done with the view. */
export function ViewsBar({ children }: { children?: ReactNode }) {
  const words = useWords()
  return (
    <PagePart value={words.floor.views.bar}>
      <section className="views-bar" aria-label={words.floor.views.bar}>
        <SavedViewsButton />
        <FiltersButton />
        <MyTeamButton />
        <Chips />
        <span className="views-space" />
        {children}
        <GroupBy />
        <PanesButton />
        <NotRemembered />
      </section>
    </PagePart>
  )
}

function Chips() {
  const words = useWords()
  const filters = useViews(({ views }) => views.now.filters)
  const tell = useViews((state) => state.tell)
  const names = useFloor(
    useShallow((floor) => Object.fromEntries(filters.queueIds.map((id) => [id, floor?.queues[id]?.name ?? id]))),
  )
  const chips = filterChips(words, filters, names)
  if (chips.length === 0) return null
  return (
    <ul className="chips">
      {chips.map((chip) => (
        <Chip key={chip.id} chip={chip} onRemove={() => tell({ kind: 'filter', filters: chip.without })} />
      ))}
    </ul>
  )
}

function Chip({ chip, onRemove }: { chip: FilterChip; onRemove: () => void }) {
  const words = useWords()
  return (
    <li className="chip">
      <span className="chip-text">{chip.text}</span>
      <OfferedButton
        offer={words.floor.views.filters.remove(chip.text)}
        className="chip-remove"
        aria-label={words.floor.views.filters.remove(chip.text)}
        onPress={onRemove}
      >
        <X aria-hidden />
      </OfferedButton>
    </li>
  )
}

const groupings = ['none', 'team', 'queue'] as const

function GroupBy() {
  const groupBy = useViews(({ views }) => views.now.groupBy)
  const tell = useViews((state) => state.tell)
  const say = useWords().floor.views
  return (
    <label className="group-by">
      <span className="group-by-word">{say.groupBy}</span>
      <select
        value={groupBy}
        onChange={({ target: { value } }) => {
          const chosen = groupings.find((one) => one === value)
          if (chosen) tell({ kind: 'groupBy', groupBy: chosen })
        }}
      >
        {groupings.map((one) => (
          <option key={one} value={one}>
            {say.groupings[one]}
          </option>
        ))}
      </select>
    </label>
  )
}

function NotRemembered() {
  const words = useWords()
  const failure = useViews((state) => state.failure)
  if (!failure) return null
  return (
    <p role="status" className="views-failure">
      {words.floor.views.savedViews.notRemembered(words.errors[failure.code])}
    </p>
  )
}
