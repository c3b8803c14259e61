// The floor's own Listen button for a call, which also knows why it stands here.
import type { MonitorWhy } from '#contract/history.ts'
import { useFloor } from '#renderer/floor/floor-store.ts'
import { useRowMonitor } from '#renderer/floor/row-monitor.ts'

type ListenBecauseProps = { readonly why: MonitorWhy; readonly callId: string; readonly agentId: string }

/** Nothing while the call or the agent is not on the floor (any more). */
export function ListenBecause({ why, callId, agentId }: ListenBecauseProps) {
  const call = useFloor((floor) => floor?.calls[callId])
  const agent = useFloor((floor) => floor?.agents[agentId])
  const { Listen } = useRowMonitor()
  return call && agent ? <Listen call={call} agent={agent} why={why} compact /> : null
}
