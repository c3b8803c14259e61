// One call: who dialled, who was reached, through which queue, on-net or off-net, in what state and for how long.
import { memo, useRef } from 'react'
import type { Call } from '#contract/floor.ts'
import { useActsStore, wantMenu } from '#renderer/acts/acts-store.ts'
import { useAgentsOf, useFloor } from '#renderer/floor/floor-store.ts'
import { callLimit } from '#renderer/floor/limits.ts'
import { othersOn } from '#renderer/floor/other-monitors.tsx'
import { type RowMonitor, useRowMonitor } from '#renderer/floor/row-monitor.ts'
import { useLimits } from '#renderer/floor/urgency.tsx'
import type { RowPlace } from '#renderer/grid/grid.tsx'
import { GridRow, samePlace } from '#renderer/grid/grid-row.tsx'
import type { RowAbout } from '#renderer/grid/row-about.ts'
import { useWords } from '#renderer/words/words.ts'
import { cellsOf, type TableColumn } from '../pane/table.tsx'
import { callLabel } from './call-order.ts'
import type { CallSeen } from './columns.tsx'

type CallRowProps = {
  readonly place: RowPlace
  readonly columns: readonly TableColumn<never, CallSeen>[]
}

export const CallRow = memo(function CallRow({ place, columns }: CallRowProps) {
  const call = useFloor((floor) => floor?.calls[place.id])
  const last = useRef(call)
  if (call) last.current = call
  // A row kept in place after its call has gone shows the call as it was.
  const shown = call ?? (last.current?.id === place.id ? last.current : undefined)
  const { Listen, target, self } = useRowMonitor()
  if (!shown) return null
  const monitored = target?.callId === shown.id && call !== undefined
  return (
    <KnownCallRow
      place={place}
      columns={columns}
      call={shown}
      Listen={Listen}
      self={self}
      monitored={monitored}
      ended={!call}
    />
  )
}, samePlace)

function aboutCall({ id, agentId }: Call, agentKnown: boolean, ended: boolean): RowAbout {
  if (ended) return { target: null, waits: false }
  const subject = { of: 'call', callId: id } as const
  return agentId !== null && agentKnown
    ? { target: { callId: id, agentId }, waits: false, subject }
    : { target: null, waits: true, subject }
}

type KnownCallRowProps = CallRowProps &
  Pick<RowMonitor, 'Listen' | 'self'> & {
    readonly call: Call
    readonly ended: boolean
    readonly monitored: boolean
  }

const KnownCallRow = memo(function KnownCallRow(props: KnownCallRowProps) {
  const words = useWords()
  const { place, columns, call, ended, Listen, self, monitored } = props
  const floor = useAgentsOf([call.agentId, call.from.agentId, call.to.agentId])
  const agent = call.agentId === null ? undefined : floor.agents[call.agentId]
  const queue = useFloor((now) => (call.queueId === null ? '' : (now?.queues[call.queueId]?.name ?? call.queueId)))
  const limitS = callLimit(call, useLimits())
  const others = othersOn(call, self)
  const acts = useActsStore()
  return (
    <GridRow
      place={place}
      label={callLabel(words, floor, call)}
      className={`${monitored ? 'row-monitored' : ''} ${ended ? 'row-ended' : ''} ${others.length > 0 ? 'row-others' : ''}`}
      current={monitored}
      onMenu={(row) => wantMenu(acts, { of: 'call', callId: call.id }, row)}
      about={aboutCall(call, agent !== undefined, ended)}
    >
      <CallCells
        columns={columns}
        call={call}
        agent={agent ?? null}
        floor={floor}
        queue={queue}
        limitS={limitS}
        ended={ended}
        monitored={monitored}
        others={others}
        Listen={Listen}
        words={words}
      />
    </GridRow>
  )
})

type CallCellsProps = CallSeen & Pick<CallRowProps, 'columns'>

// Not rendered again when the row only moves.
const CallCells = memo(function CallCells({ columns, ...seen }: CallCellsProps) {
  return cellsOf(columns, seen)
})
