// One agent: who, in what state since when, which queues, and whom they talk to.
import { memo } from 'react'
import { type Agent, otherParty } from '#contract/floor.ts'
import { agentLabel, presenceText } from '#renderer/floor/agent-parts.ts'
import { FavouriteStar } from '#renderer/floor/favourite-star.tsx'
import { Figure } from '#renderer/floor/figure.tsx'
import { useAgentsOf, useFloor } from '#renderer/floor/floor-store.ts'
import { MonitoredMark } from '#renderer/floor/monitored-mark.tsx'
import { OtherMonitors } from '#renderer/floor/other-monitors.tsx'
import { PartyName } from '#renderer/floor/party-name.tsx'
import { partyOnFloor } from '#renderer/floor/party-text.ts'
import { type RowMonitor, useRowMonitor } from '#renderer/floor/row-monitor.ts'
import { PresenceMark } from '#renderer/floor/state-icons.tsx'
import type { RowPlace } from '#renderer/grid/grid.tsx'
import { Cell, GridRow, samePlace } from '#renderer/grid/grid-row.tsx'
import { Ticking } from '#renderer/ui/ticking.tsx'
import { formatList, formatNumber } from '#renderer/words/format.ts'
import { useWords } from '#renderer/words/words.ts'
import { partsOfRow } from './agent-groups.ts'

export const AgentRow = memo(function AgentRow({ place }: { place: RowPlace }) {
  const { agentId } = partsOfRow(place.id)
  const agent = useFloor((floor) => (agentId === null ? undefined : floor?.agents[agentId]))
  const { Listen, target, self } = useRowMonitor()
  if (!agent) return null
  return (
    <KnownAgentRow place={place} agent={agent} Listen={Listen} self={self} monitored={target?.agentId === agent.id} />
  )
}, samePlace)

type KnownAgentRowProps = Pick<RowMonitor, 'Listen' | 'self'> & {
  readonly place: RowPlace
  readonly agent: Agent
  readonly monitored: boolean
}

// Of all rows only two change when a monitor begins: the one it leaves, and its own.
const KnownAgentRow = memo(function KnownAgentRow({ place, agent, Listen, self, monitored }: KnownAgentRowProps) {
  const words = useWords()
  const call = useFloor((floor) => (agent.callId === null ? undefined : floor?.calls[agent.callId]))
  const other = call ? otherParty(call, agent.id) : null
  const floor = useAgentsOf([other?.agentId ?? null])
  const queues = useFloor((now) => formatList(agent.queues.map((id) => now?.queues[id]?.name ?? id)))
  const calls = agent.callsToday == null ? null : formatNumber(agent.callsToday)
  const idle = agent.presence.kind === 'loggedOut' || agent.presence.kind === 'unregistered'
  return (
    <GridRow
      place={place}
      label={agentLabel(words, agent, other)}
      className={`${monitored ? 'row-monitored' : ''} ${idle ? 'row-idle' : ''}`}
      current={monitored}
      about={{ target: call ? { callId: call.id, agentId: agent.id } : null, waits: false }}
    >
      <Cell column="name" title={agent.team ? `${agent.name} · ${agent.team}` : agent.name}>
        <FavouriteStar kind="agents" id={agent.id} name={agent.name} />
        <span className="strong">{agent.name}</span>
        {monitored && <MonitoredMark />}
        {call && <OtherMonitors call={call} self={self} />}
      </Cell>
      <Cell column="extension">{agent.extension}</Cell>
      <Cell column="presence" title={presenceText(words, agent.presence)}>
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
      <Cell column="talking">{other && <PartyName party={partyOnFloor(words, floor, other)} />}</Cell>
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
