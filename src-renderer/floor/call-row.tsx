// One call: who dialled, who was reached, through which queue, on-net or off-net, in what state and for how long.
import { Headphones } from 'lucide-react'
import { memo, useRef } from 'react'
import { type Call, isOnNet } from '../../src-preload/contract/floor.ts'
import type { RowPlace } from '../ui/grid.tsx'
import { Cell, GridRow, samePlace } from '../ui/grid-row.tsx'
import { Ticking } from '../ui/ticking.tsx'
import { formatList } from '../words/format.ts'
import { useSpoken } from '../words/language.ts'
import { words } from '../words/words.ts'
import { callLabel } from './call-order.ts'
import { useAgentsOf, useFloor } from './floor-store.ts'
import { MonitoredMark } from './monitored-mark.tsx'
import { PartyName } from './party-name.tsx'
import { partyOnFloor, reachedText } from './party-text.ts'
import { useRowMonitor } from './row-monitor.ts'
import { CallStateMark, NetMark } from './state-icons.tsx'

export const CallRow = memo(function CallRow({ place }: { place: RowPlace }) {
  useSpoken()
  const call = useFloor((floor) => floor?.calls[place.id])
  const last = useRef(call)
  if (call) last.current = call
  // A row kept in place after its call has gone shows the call as it was.
  const shown = call ?? last.current
  return shown ? <KnownCallRow place={place} call={shown} ended={!call} /> : null
}, samePlace)

type KnownCallRowProps = { readonly place: RowPlace; readonly call: Call; readonly ended: boolean }

function KnownCallRow({ place, call, ended }: KnownCallRowProps) {
  const { Listen, target } = useRowMonitor()
  const floor = useAgentsOf([call.agentId, call.from.agentId, call.to.agentId])
  const agent = call.agentId === null ? undefined : floor.agents[call.agentId]
  const monitored = target?.callId === call.id && !ended
  const queue = useFloor((now) => (call.queueId === null ? '' : (now?.queues[call.queueId]?.name ?? call.queueId)))
  return (
    <GridRow
      place={place}
      label={callLabel(floor, call)}
      className={`${monitored ? 'row-monitored' : ''} ${ended ? 'row-ended' : ''}`}
      current={monitored}
    >
      <Cell column="from">
        <PartyName party={partyOnFloor(floor, call.from)} />
      </Cell>
      <Cell column="to">
        <PartyName party={reachedText(floor, call)} />
        {monitored && <MonitoredMark />}
        <OtherMonitors call={call} />
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
        {agent && !ended && (
          <span data-row-action>
            <Listen call={call} agent={agent} compact />
          </span>
        )}
      </Cell>
    </GridRow>
  )
}

function OtherMonitors({ call: { monitors } }: { call: Call }) {
  const { self } = useRowMonitor()
  const others = monitors.map(({ supervisor }) => supervisor).filter((name) => !self.includes(name))
  if (others.length === 0) return null
  const sentence = words.floor.monitoredBy(formatList(others))
  return (
    <span className="other-monitors" title={sentence}>
      <Headphones aria-hidden className="state-icon" />
      <span className="other-monitors-names">{sentence}</span>
    </span>
  )
}
