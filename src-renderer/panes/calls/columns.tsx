// The columns of the Active calls table, in reading order.
import type { ReactNode } from 'react'
import { type Agent, type Call, callStates, type Floor, isOnNet } from '#contract/floor.ts'
import { ActsButton, Asked } from '#renderer/acts/asked.tsx'
import { MonitoredMark, RecordedMark } from '#renderer/floor/monitored-mark.tsx'
import { OtherMonitors } from '#renderer/floor/other-monitors.tsx'
import { PartyName } from '#renderer/floor/party-name.tsx'
import { partyOnFloor, reachedText } from '#renderer/floor/party-text.ts'
import type { RowMonitor } from '#renderer/floor/row-monitor.ts'
import { CallStateMark, NetMark } from '#renderer/floor/state-icons.tsx'
import { LimitedTime } from '#renderer/floor/urgency.tsx'
import type { Words } from '#renderer/words/words.ts'
import type { TableColumn } from '../pane/table.tsx'

/** A call as the row shows it. */
export type CallSeen = Pick<RowMonitor, 'Listen'> & {
  readonly call: Call
  readonly agent: Agent | null // who is on it, or rung
  readonly floor: Pick<Floor, 'agents'> // as far as the parties need it
  readonly queue: string // its name
  readonly limitS: number | null // of its duration
  readonly ended: boolean // it has gone, and its row is kept in place
  readonly monitored: boolean
  readonly others: Call['monitors'] // of other supervisors
  readonly words: Words
}

export const talkingSince = ({ answeredAt, startedAt }: Call): number => answeredAt ?? startedAt

export const callColumns: readonly TableColumn<Call, CallSeen>[] = [
  {
    id: 'from',
    header: ({ floor }) => floor.columns.from,
    width: 'minmax(120px, 1.7fr)',
    narrow: 'placed',
    align: 'start',
    sort: ({ from }, { floor, words }) => partyOnFloor(words, floor, from).main,
    texts: ({ from }, { floor, words }) => {
      const { main, detail } = partyOnFloor(words, floor, from)
      return [main, detail ?? '', from.number]
    },
    cell: ({ call, floor, words }) => <PartyName party={partyOnFloor(words, floor, call.from)} />,
  },
  {
    id: 'to',
    header: ({ floor }) => floor.columns.to,
    width: 'minmax(120px, 1.3fr)',
    narrow: 'placed',
    align: 'start',
    sort: (call, { floor, words }) => reachedText(words, floor, call).main,
    texts: (call, { floor, words }) => {
      const { main, detail } = reachedText(words, floor, call)
      return [
        main,
        detail ?? '',
        call.to.number,
        ...(call.others ?? []).flatMap(({ name, number }) => [name ?? '', number]),
      ]
    },
    cell: toCell,
  },
  {
    id: 'queue',
    header: ({ floor }) => floor.columns.queue,
    width: 'minmax(70px, 0.6fr)',
    narrow: 'placed',
    align: 'start',
    sort: ({ queueId }, { floor }) => (queueId === null ? null : (floor.queues[queueId]?.name ?? queueId)),
    tip: ({ queue }) => queue,
    cell: ({ queue }) => queue,
  },
  {
    id: 'net',
    header: ({ floor }) => floor.columns.net,
    width: '84px',
    narrow: 'placed',
    align: 'start',
    sort: (call) => (isOnNet(call) ? 0 : 1),
    texts: (call, { words: { floor } }) => [isOnNet(call) ? floor.onNet : floor.offNet],
    cell: ({ call }) => <NetMark onNet={isOnNet(call)} />,
  },
  {
    id: 'state',
    header: ({ floor }) => floor.columns.state,
    width: '96px',
    narrow: 'placed',
    align: 'start',
    sort: ({ state }) => callStates.indexOf(state),
    texts: ({ state }, { words }) => [words.floor.callState[state]],
    cell: ({ call, ended }) => (
      <>
        <CallStateMark state={ended ? 'ended' : call.state} />
        <Asked row={`call ${call.id}`} />
      </>
    ),
  },
  {
    id: 'duration',
    header: ({ floor }) => floor.columns.duration,
    width: '76px',
    narrow: 'placed',
    align: 'end',
    sort: (call) => -talkingSince(call), // the duration is what is shown
    first: 'descending',
    cell: ({ call, limitS, ended, words }) =>
      !ended && <LimitedTime since={talkingSince(call)} limitS={limitS} words={words} />,
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
    cell: ({ call, floor, ended, words }) =>
      !ended && (
        <ActsButton subject={{ of: 'call', callId: call.id }} name={partyOnFloor(words, floor, call.from).main} />
      ),
  },
]

/** What the texts above depend on, beside the call: names. The agents themselves are others with every change of their state. */
export function besideCall({ agentId, from, to }: Call, floor: Floor): readonly unknown[] {
  const nameOf = (id: string | null) => (id === null ? '' : (floor.agents[id]?.name ?? ''))
  return [nameOf(agentId), nameOf(from.agentId), nameOf(to.agentId)]
}

function toCell({ call, floor, monitored, words }: CallSeen): ReactNode {
  return (
    <>
      <PartyName party={reachedText(words, floor, call)} />
      {monitored && <MonitoredMark />}
      {call.recorded && <RecordedMark />}
    </>
  )
}

function monitorCell({ call, agent, ended, Listen }: CallSeen): ReactNode {
  if (ended) return undefined
  return (
    <span data-row-action>
      <Listen call={call} agent={agent} compact />
    </span>
  )
}
