// Whom the phone offers: people of the floor with what they do now, and before anything is typed whom one spoke to or missed.
import { type Other, useCalls } from '#renderer/calls/calls-store.ts'
import { agentState, stateText } from '#renderer/floor/agent-parts.ts'
import { useFloor } from '#renderer/floor/floor-store.ts'
import { AgentStateMark } from '#renderer/floor/state-icons.tsx'
import { useLine } from '#renderer/line/line-store.ts'
import { useMonitor } from '#renderer/monitor/monitor-store.ts'
import { useWords } from '#renderer/words/words.ts'
import { nameOf } from './name-of.ts'
import { peopleFor } from './people.ts'

type ListProps = { readonly typed: string; readonly pick: (other: Other) => void }

export function PeopleList({ typed, pick }: ListProps) {
  return typed.trim() === '' ? <Recent pick={pick} /> : <People typed={typed} pick={pick} />
}

function People({ typed, pick }: ListProps) {
  const words = useWords()
  const floor = useFloor((picture) => picture)
  const self = useMonitor((view) => view.site?.supervisor.extension ?? null)
  const found = peopleFor(floor, typed, self)
  if (found.length === 0) return /\d/.test(typed) ? null : <p className="phone-hint">{words.phone.nobody(typed)}</p>
  return (
    <ul className="phone-people" aria-label={words.phone.people}>
      {found.map((agent) => {
        const call = agent.callId === null ? null : floor?.calls[agent.callId]
        return (
          <li key={agent.id}>
            <button
              type="button"
              className="button"
              onClick={() => pick({ name: agent.name, number: agent.extension })}
            >
              <span>{agent.name}</span>
              <span className="phone-number">{agent.extension}</span>
              <span className="phone-state">
                <AgentStateMark state={agentState(agent, call)} text={stateText(words, agent, call)} />
              </span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}

const MOST_RECENT = 5

function Recent({ pick }: Pick<ListProps, 'pick'>) {
  const words = useWords()
  const dialled = useCalls((view) => view.lastDialled)
  const missed = useLine((view) => view.line.missed)
  const all = [
    ...missed.filter(({ from }) => from.number !== '').map(({ from }) => ({ other: from, how: words.phone.missed })),
    ...dialled.map((other) => ({ other, how: words.phone.dialled })),
  ]
  const once = all.filter(({ other }, index) => all.findIndex((one) => one.other.number === other.number) === index)
  if (once.length === 0) return null
  return (
    <>
      <h3>{words.phone.recent}</h3>
      <ul className="phone-people">
        {once.slice(0, MOST_RECENT).map(({ other, how }) => (
          <li key={other.number}>
            <button type="button" className="button" onClick={() => pick(other)}>
              <span>{nameOf(words, other)}</span>
              {other.name && <span className="phone-number">{other.number}</span>}
              <span className="phone-state">{how}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}
