// The floor's own Listen button for a call, which also remembers why it was pressed.
import type { MonitorWhy } from '#contract/history.ts'
import { useFloor } from '#renderer/floor/floor-store.ts'
import { useRowMonitor } from '#renderer/floor/row-monitor.ts'
import { listenBecause } from '#renderer/monitor/why.ts'

type ListenBecauseProps = { readonly why: MonitorWhy; readonly callId: string; readonly agentId: string }

/** Nothing while the call or the agent is not on the floor (any more). */
export function ListenBecause({ why, callId, agentId }: ListenBecauseProps) {
  const call = useFloor((floor) => floor?.calls[callId])
  const agent = useFloor((floor) => floor?.agents[agentId])
  const { Listen } = useRowMonitor()
  if (!call || !agent) return null
  return (
    <span
      className="listen-because"
      onClickCapture={() => listenBecause(why, { callId, agentId }, Date.now())}
      onKeyDownCapture={(event) => {
        if (event.key === 'Enter' || event.key === ' ') listenBecause(why, { callId, agentId }, Date.now())
      }}
    >
      <Listen call={call} agent={agent} compact />
    </span>
  )
}
