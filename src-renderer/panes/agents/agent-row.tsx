// One agent: who, in what state since when, which queues, and whom they talk to.
import { memo } from 'react'
import { type Agent, otherParty } from '#contract/floor.ts'
import { toggled, useActs, useActsStore, wantMenu } from '#renderer/acts/acts-store.ts'
import { agentLabel } from '#renderer/floor/agent-parts.ts'
import { useAgentsOf, useFloor } from '#renderer/floor/floor-store.ts'
import { agentLimit } from '#renderer/floor/limits.ts'
import { othersOn } from '#renderer/floor/other-monitors.tsx'
import { type RowMonitor, useRowMonitor } from '#renderer/floor/row-monitor.ts'
import { useLimits } from '#renderer/floor/urgency.tsx'
import type { RowPlace } from '#renderer/grid/grid.tsx'
import { GridRow, samePlace } from '#renderer/grid/grid-row.tsx'
import { formatList } from '#renderer/words/format.ts'
import { useWords } from '#renderer/words/words.ts'
import { cellsOf, type TableColumn } from '../pane/table.tsx'
import { partsOfRow } from './agent-groups.ts'
import type { AgentSeen } from './columns.tsx'

type AgentRowProps = {
  readonly place: RowPlace
  readonly columns: readonly TableColumn<never, AgentSeen>[]
}

export const AgentRow = memo(function AgentRow({ place, columns }: AgentRowProps) {
  const { agentId } = partsOfRow(place.id)
  const agent = useFloor((floor) => (agentId === null ? undefined : floor?.agents[agentId]))
  const { Listen, target, self } = useRowMonitor()
  if (!agent) return null
  return (
    <KnownAgentRow
      place={place}
      columns={columns}
      agent={agent}
      Listen={Listen}
      self={self}
      monitored={target?.agentId === agent.id}
    />
  )
}, samePlace)

type KnownAgentRowProps = AgentRowProps &
  Pick<RowMonitor, 'Listen' | 'self'> & {
    readonly agent: Agent
    readonly monitored: boolean
  }

// Of all rows only two change when a monitor begins: the one it leaves, and its own.
const KnownAgentRow = memo(function KnownAgentRow(props: KnownAgentRowProps) {
  const words = useWords()
  const { place, columns, agent, Listen, self, monitored } = props
  const call = useFloor((floor) => (agent.callId === null ? undefined : floor?.calls[agent.callId]))
  const other = call ? otherParty(call, agent.id) : null
  const floor = useAgentsOf([other?.agentId ?? null])
  const queues = useFloor((now) => formatList(agent.queues.map((id) => now?.queues[id]?.name ?? id)))
  const limitS = agentLimit(agent, call, useLimits())
  const others = othersOn(call, self)
  const acts = useActsStore()
  const subject = { of: 'agents', agentIds: [agent.id] } as const
  const selected = useActs((view) => view.selected.includes(agent.id))
  const idle = agent.presence.kind === 'loggedOut' || agent.presence.kind === 'unregistered'
  return (
    <GridRow
      place={place}
      label={agentLabel(words, agent, call)}
      className={`${monitored ? 'row-monitored' : ''} ${idle ? 'row-idle' : ''} ${selected ? 'row-selected' : ''} ${others.length > 0 ? 'row-others' : ''}`}
      current={monitored}
      selected={selected}
      onSelect={() => acts.getState().select(toggled(acts.getState().selected, agent.id))}
      onMenu={(row) => wantMenu(acts, subject, row)}
      about={{
        target: call ? { callId: call.id, agentId: agent.id } : null,
        waits: false,
        whose: `agent ${agent.id}`,
        subject,
      }}
    >
      <AgentCells
        columns={columns}
        agent={agent}
        call={call}
        other={other}
        floor={floor}
        queues={queues}
        limitS={limitS}
        monitored={monitored}
        others={others}
        Listen={Listen}
        words={words}
      />
    </GridRow>
  )
})

type AgentCellsProps = AgentSeen & Pick<AgentRowProps, 'columns'>

// Not rendered again when the row only moves.
const AgentCells = memo(function AgentCells({ columns, ...seen }: AgentCellsProps) {
  return cellsOf(columns, seen)
})
