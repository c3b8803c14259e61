// What the button of the filters opens: a form that takes effect as it is filled in.
import { type ReactNode, useId } from 'react'
import { Button } from 'react-aria-components/Button'
import { useShallow } from 'zustand/react/shallow'
import type { Floor } from '#contract/floor.ts'
import { callStates } from '#contract/floor.ts'
import type { FloorFilters } from '#contract/views.ts'
import { useFloor } from '#renderer/floor/floor-store.ts'
import { agentStates, queuesByName } from '#renderer/floor/select.ts'
import { compareText } from '#renderer/words/collation.ts'
import { useWords } from '#renderer/words/words.ts'
import { Several } from './several.tsx'
import { useViews } from './view-store.ts'

const namesOf = (floor: Floor | null): readonly string[] =>
  queuesByName(floor?.queues ?? {}).flatMap(({ id, name }) => [id, name])

export const teamsOf = (floor: Floor | null): readonly string[] =>
  [...new Set(Object.values(floor?.agents ?? {}).flatMap(({ team }) => (team ? [team] : [])))].sort(compareText)

export function FilterForm() {
  const filters = useViews(({ views }) => views.now.filters)
  const tell = useViews((state) => state.tell)
  const idsAndNames = useFloor(useShallow(namesOf))
  const teams = useFloor(useShallow(teamsOf))
  const { presence, callState, onNet, offNet, needsHelp, views } = useWords().floor
  const say = views.filters
  const set = (change: Partial<FloorFilters>) => tell({ kind: 'filter', filters: change })
  const queues = idsAndNames.flatMap((id, i) => (i % 2 === 0 ? [[id, idsAndNames[i + 1] ?? id] as const] : []))
  return (
    <div className="filter-form">
      <Several
        label={say.presence}
        values={filters.states}
        of={agentStates.map((state) => [state, presence[state]])}
        onChange={(states) => set({ states })}
      />
      <label className="check">
        <input
          type="checkbox"
          checked={filters.needsHelp}
          onChange={({ target }) => set({ needsHelp: target.checked })}
        />
        <span>{needsHelp}</span>
      </label>
      <Several
        label={say.callState}
        values={filters.callStates}
        of={callStates.map((state) => [state, callState[state]])}
        onChange={(states) => set({ callStates: states })}
      />
      <Several label={say.queue} values={filters.queueIds} of={queues} onChange={(queueIds) => set({ queueIds })} />
      <Several
        label={say.team}
        values={filters.teams}
        of={teams.map((team) => [team, team])}
        onChange={(chosen) => set({ teams: chosen })}
      />
      <Choice
        label={say.net}
        value={filters.net}
        of={[
          ['on', onNet],
          ['off', offNet],
        ]}
        onChange={(net) => set({ net })}
      />
      <Field label={say.longerThan}>
        {(id) => (
          <input
            id={id}
            type="number"
            min={1}
            max={A_DAY_MIN}
            value={filters.longerThanMin ?? ''}
            onChange={({ target: { value } }) => set({ longerThanMin: minutesOf(value) })}
          />
        )}
      </Field>
      <Button className="button" onPress={() => tell({ kind: 'showAll' })}>
        {say.clear}
      </Button>
    </div>
  )
}

const A_DAY_MIN = 1440

/** Minutes above 0, at most a day, or null. */
export function minutesOf(text: string): number | null {
  const minutes = Number(text)
  return minutes > 0 ? Math.min(A_DAY_MIN, minutes) : null
}

type ChoiceProps<T extends string> = {
  readonly label: string
  readonly value: T | null
  readonly of: readonly (readonly [T, string])[]
  readonly onChange: (value: T | null) => void
}

function Choice<T extends string>({ label, value, of, onChange }: ChoiceProps<T>) {
  const words = useWords()
  return (
    <Field label={label}>
      {(id) => (
        <select
          id={id}
          value={value ?? ''}
          onChange={({ target }) => onChange(of.find(([one]) => one === target.value)?.[0] ?? null)}
        >
          <option value="">{words.floor.views.filters.any}</option>
          {of.map(([one, name]) => (
            <option key={one} value={one}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

function Field({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  )
}
