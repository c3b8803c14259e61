// One agent: who, in what state since when, which queues, and whom they talk to.
import { memo } from 'react'
import { type Agent, otherParty } from '../../src-preload/contract/floor.ts'
import type { RowPlace } from '../ui/grid.tsx'
import { Cell, GridRow } from '../ui/grid-row.tsx'
import { Ticking } from '../ui/ticking.tsx'
import { formatList } from '../words/format.ts'
import { useSpoken } from '../words/language.ts'
import { agentLabel, presenceText } from './agent-parts.ts'
import { useAgentsOf, useFloor } from './floor-store.ts'
import { MonitoredMark } from './monitored-mark.tsx'
import { PartyName } from './party-name.tsx'
import { partyOnFloor } from './party-text.ts'
import { useRowMonitor } from './row-monitor.ts'
import { PresenceMark } from './state-icons.tsx'

export const AgentRow = memo(function AgentRow({ place }: { place: RowPlace }) {
  useSpoken()
  const agent = useFloor((floor) => floor?.agents[place.id])
  if (!agent) return null
  return <KnownAgentRow place={place} agent={agent} />
}, samePlace)

function KnownAgentRow({ place, agent }: { place: RowPlace; agent: Agent }) {
  const call = useFloor((floor) => (agent.callId === null ? undefined : floor?.calls[agent.callId]))
  const other = call ? otherParty(call, agent.id) : null
  const floor = useAgentsOf([other?.agentId ?? null])
  const queues = useFloor((now) => formatList(agent.queues.map((id) => now?.queues[id]?.name ?? id)))
  const { Listen, target } = useRowMonitor()
  const monitored = target?.agentId === agent.id
  const idle = agent.presence.kind === 'loggedOut' || agent.presence.kind === 'unregistered'
  return (
    <GridRow
      place={place}
      label={agentLabel(agent, other)}
      className={`${monitored ? 'row-monitored' : ''} ${idle ? 'row-idle' : ''}`}
      current={monitored}
    >
      <Cell column="name" title={agent.name}>
        <span className="strong">{agent.name}</span>
        {monitored && <MonitoredMark />}
      </Cell>
      <Cell column="extension">{agent.extension}</Cell>
      <Cell column="presence" title={presenceText(agent.presence)}>
        <PresenceMark presence={agent.presence} />
      </Cell>
      <Cell column="since">
        <Ticking since={agent.since} />
      </Cell>
      <Cell column="queues" title={queues}>
        {queues}
      </Cell>
      <Cell column="talking">{other && <PartyName party={partyOnFloor(floor, other)} />}</Cell>
      <Cell column="monitor">
        {call && (
          <span data-row-action>
            <Listen call={call} agent={agent} compact />
          </span>
        )}
      </Cell>
    </GridRow>
  )
}

/** Rows compare by place: what they show they watch themselves. */
export function samePlace({ place: a }: { place: RowPlace }, { place: b }: { place: RowPlace }): boolean {
  return a.id === b.id && a.index === b.index && a.active === b.active && a.onActive === b.onActive
}
