// One agent: who, in what state since when, which queues, and whom they talk to.
import { memo } from 'react'
import { type Agent, otherParty } from '../../src-preload/contract/floor.ts'
import { OtherMonitors } from '../supervisors/other-monitors.tsx'
import type { RowPlace } from '../ui/grid.tsx'
import { Cell, GridRow, samePlace } from '../ui/grid-row.tsx'
import { Ticking } from '../ui/ticking.tsx'
import { formatList, formatNumber } from '../words/format.ts'
import { useSpoken } from '../words/language.ts'
import { words } from '../words/words.ts'
import { partsOfRow } from './agent-groups.ts'
import { agentLabel, presenceText } from './agent-parts.ts'
import { FavouriteStar } from './favourite-star.tsx'
import { Figure } from './figure.tsx'
import { useAgentsOf, useFloor } from './floor-store.ts'
import { MonitoredMark } from './monitored-mark.tsx'
import { PartyName } from './party-name.tsx'
import { partyOnFloor } from './party-text.ts'
import { type RowMonitor, useRowMonitor } from './row-monitor.ts'
import { PresenceMark } from './state-icons.tsx'

export const AgentRow = memo(function AgentRow({ place }: { place: RowPlace }) {
  const { agentId } = partsOfRow(place.id)
  const agent = useFloor((floor) => (agentId === null ? undefined : floor?.agents[agentId]))
  const { Listen, target, self } = useRowMonitor()
  if (!agent) return null
  return <KnownAgentRow {...{ place, agent, Listen, self }} monitored={target?.agentId === agent.id} />
}, samePlace)

type KnownAgentRowProps = Pick<RowMonitor, 'Listen' | 'self'> & {
  readonly place: RowPlace
  readonly agent: Agent
  readonly monitored: boolean
}

// Of all rows only two change when a monitor begins: the one it leaves, and its own.
const KnownAgentRow = memo(function KnownAgentRow({ place, agent, Listen, self, monitored }: KnownAgentRowProps) {
  useSpoken()
  const call = useFloor((floor) => (agent.callId === null ? undefined : floor?.calls[agent.callId]))
  const other = call ? otherParty(call, agent.id) : null
  const floor = useAgentsOf([other?.agentId ?? null])
  const queues = useFloor((now) => formatList(agent.queues.map((id) => now?.queues[id]?.name ?? id)))
  const calls = agent.callsToday == null ? null : formatNumber(agent.callsToday)
  const idle = agent.presence.kind === 'loggedOut' || agent.presence.kind === 'unregistered'
  return (
    <GridRow
      place={place}
      label={agentLabel(agent, other)}
      className={`${monitored ? 'row-monitored' : ''} ${idle ? 'row-idle' : ''}`}
      current={monitored}
    >
      <Cell column="name" title={agent.team ? `${agent.name} · ${agent.team}` : agent.name}>
        <FavouriteStar kind="agents" id={agent.id} name={agent.name} />
        <span className="strong">{agent.name}</span>
        {monitored && <MonitoredMark />}
        {call && <OtherMonitors call={call} self={self} />}
      </Cell>
      <Cell column="extension">{agent.extension}</Cell>
      <Cell column="presence" title={presenceText(agent.presence)}>
        <PresenceMark presence={agent.presence} />
      </Cell>
      <Cell column="since">
        <Ticking since={agent.since} />
      </Cell>
      <Cell column="calls" title={calls === null ? undefined : words.floor.callsToday(calls)}>
        {calls === null ? (
          <Figure text={null} />
        ) : (
          <span className="calls-figure" data-short={words.floor.callsShort(calls)}>
            <span>{calls}</span>
          </span>
        )}
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
})
