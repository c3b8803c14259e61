// The columns of the Agents table, in reading order.
import type { ReactNode } from 'react'
import { type Agent, type Call, type Floor, otherParties, type Party } from '#contract/floor.ts'
import { ActsButton, Asked } from '#renderer/acts/asked.tsx'
import { agentParts, agentState, stateText } from '#renderer/floor/agent-parts.ts'
import { FavouriteStar } from '#renderer/floor/favourite-star.tsx'
import { Figure } from '#renderer/floor/figure.tsx'
import { MonitoredMark } from '#renderer/floor/monitored-mark.tsx'
import { NeedsHelpMark } from '#renderer/floor/needs-help.tsx'
import { OtherMonitors } from '#renderer/floor/other-monitors.tsx'
import { PartyName } from '#renderer/floor/party-name.tsx'
import { talkingTo } from '#renderer/floor/party-text.ts'
import type { RowMonitor } from '#renderer/floor/row-monitor.ts'
import { agentStates } from '#renderer/floor/select.ts'
import { AgentStateMark } from '#renderer/floor/state-icons.tsx'
import { LimitedTime } from '#renderer/floor/urgency.tsx'
import { formatNumber } from '#renderer/words/format.ts'
import type { Words } from '#renderer/words/words.ts'
import type { TableColumn, TableOrder } from '../pane/table.tsx'

/** An agent as the row shows them. */
export type AgentSeen = Pick<RowMonitor, 'Listen'> & {
  readonly agent: Agent
  readonly call: Call | undefined // that they are on
  readonly other: Party | null // whom they talk to
  readonly floor: Pick<Floor, 'agents'> // as far as `other` needs it
  readonly queues: string // names
  readonly limitS: number | null // of their time in the state
  readonly monitored: boolean
  readonly others: Call['monitors'] // of other supervisors
  readonly words: Words
}

export const agentColumns: readonly TableColumn<Agent, AgentSeen>[] = [
  {
    id: 'name',
    header: ({ floor }) => floor.columns.name,
    width: 'minmax(140px, 1.1fr)',
    narrow: 'placed',
    align: 'start',
    sort: ({ name }) => name,
    texts: ({ name, team }) => [name, team ?? ''],
    tip: ({ agent: { name, team } }) => (team ? `${name} · ${team}` : name),
    cell: nameCell,
  },
  {
    id: 'extension',
    header: ({ floor }) => floor.columns.extension,
    title: ({ floor }) => floor.columnTitles.extension,
    width: '52px',
    narrow: 'placed',
    align: 'start',
    sort: ({ extension }) => extension,
    texts: ({ extension }) => [extension],
    cell: ({ agent }) => agent.extension,
  },
  {
    id: 'presence',
    header: ({ floor }) => floor.columns.presence,
    width: 'minmax(124px, 0.9fr)',
    narrow: 'placed',
    align: 'start',
    sort: (agent, { floor }) => agentStates.indexOf(agentState(agent, floor.calls[agent.callId ?? ''])),
    texts: (agent, { floor, words }) => [stateText(words, agent, floor.calls[agent.callId ?? ''])],
    tip: ({ agent, call, words }) => stateText(words, agent, call),
    cell: ({ agent, call, words }) => (
      <>
        <AgentStateMark state={agentState(agent, call)} text={stateText(words, agent, call)} />
        <Asked row={`agent ${agent.id}`} />
      </>
    ),
  },
  {
    id: 'since',
    header: ({ floor }) => floor.columns.since,
    title: ({ floor }) => floor.columnTitles.since,
    width: '76px',
    narrow: 'placed',
    align: 'end',
    // The duration is what is shown. Whoever is logged out waits for nothing, and must not rank before those who do.
    sort: ({ since, presence }) => (presence.kind === 'loggedOut' ? null : -since),
    first: 'descending',
    cell: ({ agent, limitS, words }) => <LimitedTime since={agent.since} limitS={limitS} words={words} />,
  },
  {
    id: 'calls',
    header: ({ floor }) => floor.columns.calls,
    title: ({ floor }) => floor.columnTitles.calls,
    width: '52px',
    narrow: 'placed',
    align: 'end',
    sort: ({ callsToday }) => callsToday ?? null,
    first: 'descending',
    tip: ({ agent: { callsToday }, words }) =>
      callsToday == null ? undefined : words.floor.callsToday(formatNumber(callsToday)),
    cell: callsCell,
  },
  {
    id: 'queues',
    header: ({ floor }) => floor.columns.queues,
    width: 'minmax(80px, 0.8fr)',
    narrow: 'placed',
    align: 'start',
    sort: (agent, { floor, words }) => agentParts(words, floor, agent).queueNames.join() || null,
    tip: ({ queues }) => queues,
    cell: ({ queues }) => queues,
  },
  {
    id: 'talking',
    header: ({ floor }) => floor.columns.talkingTo,
    title: ({ floor }) => floor.columnTitles.talkingTo,
    width: 'minmax(110px, 1.5fr)',
    narrow: 'placed',
    align: 'start',
    sort: (agent, { floor, words }) => {
      const { call } = agentParts(words, floor, agent)
      return call ? talkingTo(words, floor, call, agent.id).main : null
    },
    texts: otherTexts,
    cell: ({ agent, call, floor, words }) => call && <PartyName party={talkingTo(words, floor, call, agent.id)} />,
  },
  {
    id: 'others',
    header: ({ floor }) => floor.columns.others,
    width: null,
    narrow: 'placed',
    align: 'start',
    sort: null,
    cell: ({ others }) => <OtherMonitors others={others} />,
  },
  {
    id: 'monitor',
    header: ({ floor }) => floor.columns.monitor,
    width: '52px',
    narrow: 'placed',
    align: 'start',
    sort: null,
    cell: monitorCell,
  },
  {
    id: 'acts',
    header: ({ floor }) => floor.columns.acts,
    width: '32px',
    narrow: 'out',
    align: 'start',
    sort: null,
    cell: ({ agent: { id, name } }) => <ActsButton subject={{ of: 'agents', agentIds: [id] }} name={name} />,
  },
]

/** Orders that are no column's. */
export const agentOrders: readonly TableOrder<Agent>[] = [
  {
    id: 'pausedFirst',
    name: ({ floor }) => floor.views.orders.pausedFirst,
    // The longest first, then the others by name. Who set do not disturb is away as in a pause.
    sort: ({ presence: { kind }, since }) => (kind === 'paused' || kind === 'doNotDisturb' ? since : null),
  },
]

/** What the texts above depend on, beside the agent: the call they are on. */
export const besideAgent = ({ callId }: Agent, floor: Floor): readonly unknown[] => [
  callId === null ? undefined : floor.calls[callId],
]

function nameCell({ agent: { id, name }, monitored }: AgentSeen): ReactNode {
  return (
    <>
      <FavouriteStar kind="agents" id={id} name={name} />
      <span className="strong">{name}</span>
      <NeedsHelpMark agentId={id} />
      {monitored && <MonitoredMark />}
    </>
  )
}

function callsCell({ agent: { callsToday }, words }: AgentSeen): ReactNode {
  if (callsToday == null) return <Figure text={null} />
  const calls = formatNumber(callsToday)
  return (
    <span className="calls-figure" data-short={words.floor.callsShort(calls)}>
      <span>{calls}</span>
    </span>
  )
}

function otherTexts({ id, callId }: Agent, { floor }: { readonly floor: Floor }): readonly string[] {
  const call = callId === null ? undefined : floor.calls[callId]
  return call ? otherParties(call, id).flatMap(({ name, number }) => [name ?? '', number]) : []
}

function monitorCell({ call, agent, Listen }: AgentSeen): ReactNode {
  if (!call) return undefined
  return (
    <span data-row-action>
      <Listen call={call} agent={agent} compact />
    </span>
  )
}
