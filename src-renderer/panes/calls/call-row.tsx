// One call: who dialled, who was reached, through which queue, on-net or off-net, in what state and for how long.

import { memo, useRef } from 'react'
import { type Call, isOnNet } from '#contract/floor.ts'
import { useAgentsOf, useFloor } from '#renderer/floor/floor-store.ts'
import { MonitoredMark } from '#renderer/floor/monitored-mark.tsx'
import { OtherMonitors } from '#renderer/floor/other-monitors.tsx'
import { PartyName } from '#renderer/floor/party-name.tsx'
import { partyOnFloor, reachedText } from '#renderer/floor/party-text.ts'
import { type RowMonitor, useRowMonitor } from '#renderer/floor/row-monitor.ts'
import { CallStateMark, NetMark } from '#renderer/floor/state-icons.tsx'
import type { RowPlace } from '#renderer/grid/grid.tsx'
import { Cell, GridRow, samePlace } from '#renderer/grid/grid-row.tsx'
import type { RowAbout } from '#renderer/grid/row-about.ts'
import { Ticking } from '#renderer/ui/ticking.tsx'
import { useWords } from '#renderer/words/words.ts'
import { callLabel } from './call-order.ts'

export const CallRow = memo(function CallRow({ place }: { place: RowPlace }) {
  const call = useFloor((floor) => floor?.calls[place.id])
  const last = useRef(call)
  if (call) last.current = call
  // A row kept in place after its call has gone shows the call as it was.
  const shown = call ?? (last.current?.id === place.id ? last.current : undefined)
  const { Listen, target, self } = useRowMonitor()
  if (!shown) return null
  const monitored = target?.callId === shown.id && call !== undefined
  return <KnownCallRow place={place} call={shown} Listen={Listen} self={self} monitored={monitored} ended={!call} />
}, samePlace)

function aboutCall({ id, agentId }: Call, agentKnown: boolean, ended: boolean): RowAbout {
  if (ended) return { target: null, waits: false }
  return agentId !== null && agentKnown
    ? { target: { callId: id, agentId }, waits: false }
    : { target: null, waits: true }
}

type KnownCallRowProps = Pick<RowMonitor, 'Listen' | 'self'> & {
  readonly place: RowPlace
  readonly call: Call
  readonly ended: boolean
  readonly monitored: boolean
}

const KnownCallRow = memo(function KnownCallRow({ place, call, ended, Listen, self, monitored }: KnownCallRowProps) {
  const words = useWords()
  const floor = useAgentsOf([call.agentId, call.from.agentId, call.to.agentId])
  const agent = call.agentId === null ? undefined : floor.agents[call.agentId]
  const queue = useFloor((now) => (call.queueId === null ? '' : (now?.queues[call.queueId]?.name ?? call.queueId)))
  return (
    <GridRow
      place={place}
      label={callLabel(words, floor, call)}
      className={`${monitored ? 'row-monitored' : ''} ${ended ? 'row-ended' : ''}`}
      current={monitored}
      about={aboutCall(call, agent !== undefined, ended)}
    >
      <Cell column="from">
        <PartyName party={partyOnFloor(words, floor, call.from)} />
      </Cell>
      <Cell column="to">
        <PartyName party={reachedText(words, floor, call)} />
        {monitored && <MonitoredMark />}
        <OtherMonitors call={call} self={self} />
      </Cell>
      <Cell column="queue" title={queue}>
        {queue}
      </Cell>
      <Cell column="net">
        <NetMark onNet={isOnNet(call)} />
      </Cell>
      <Cell column="state">
        <CallStateMark state={ended ? 'ended' : call.state} />
      </Cell>
      <Cell column="duration">{!ended && <Ticking since={call.answeredAt ?? call.startedAt} />}</Cell>
      <Cell column="monitor">
        {!ended && (
          <span data-row-action>
            <Listen call={call} agent={agent ?? null} compact />
          </span>
        )}
      </Cell>
    </GridRow>
  )
})
