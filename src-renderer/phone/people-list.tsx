// Whom the phone offers: people of the floor with what they do now, and before anything is typed whom one spoke to or missed.
import type { Desk } from '#contract/ipc.ts'
import { type Other, useCalls, useCallsStore } from '#renderer/calls/calls-store.ts'
import { agentState, stateText } from '#renderer/floor/agent-parts.ts'
import { useFloor } from '#renderer/floor/floor-store.ts'
import { AgentStateMark } from '#renderer/floor/state-icons.tsx'
import { useMonitor } from '#renderer/monitor/monitor-store.ts'
import { useWords } from '#renderer/words/words.ts'
import { formatWhen } from './format-when.ts'
import { tellRecent } from './keep-recent.ts'
import { nameOf } from './name-of.ts'
import { peopleFor } from './people.ts'

type ListProps = { readonly typed: string; readonly pick: (other: Other) => void }
type RecentProps = Pick<ListProps, 'pick'> & { readonly desk: Desk; readonly now: () => number }

export function PeopleList({ typed, ...more }: ListProps & RecentProps) {
  return typed.trim() === '' ? <Recent {...more} /> : <People typed={typed} pick={more.pick} />
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

const MOST_SHOWN = 5

/** The last call with each, newest first. */
function Recent({ desk, now, pick }: RecentProps) {
  const words = useWords()
  const calls = useCallsStore()
  const recent = useCalls((view) => view.recent).filter(({ other }) => other.number !== '')
  const once = recent.filter((one, n) => recent.findIndex(({ other }) => other.number === one.other.number) === n)
  if (once.length === 0) return null
  return (
    <>
      <div className="phone-recent">
        <h3>{words.phone.recent}</h3>
        <button
          type="button"
          className="button"
          aria-label={words.phone.forgetAll}
          onClick={() => tellRecent({ desk, calls }, { kind: 'erase' })}
        >
          {words.phone.forget}
        </button>
      </div>
      <ul className="phone-people" aria-label={words.phone.recent}>
        {once.slice(0, MOST_SHOWN).map(({ other, how, at }) => (
          <li key={other.number}>
            <button type="button" className="button" onClick={() => pick(other)}>
              <span>{nameOf(words, other)}</span>
              {other.name && other.name !== other.number && <span className="phone-number">{other.number}</span>}
              <span className="phone-state">{words.phone.lastCall(words.phone[how], formatWhen(at, now()))}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}
