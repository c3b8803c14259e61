// The floor's own Listen button for a call, which also knows why it stands here.
import { useRef } from 'react'
import type { Agent, Call } from '#contract/floor.ts'
import type { MonitorWhy } from '#contract/history.ts'
import { useFloor } from '#renderer/floor/floor-store.ts'
import { useRowMonitor } from '#renderer/floor/row-monitor.ts'
import { useWords } from '#renderer/words/words.ts'

type ListenBecauseProps = {
  readonly why: MonitorWhy
  readonly callId: string
  readonly agentId: string
  readonly isOver: boolean
}

/** Where the call or the agent has left the floor it stays as it was and says so. Nothing while neither was ever there. */
export function ListenBecause({ why, callId, agentId, isOver }: ListenBecauseProps) {
  const call = useFloor((floor) => floor?.calls[callId])
  const agent = useFloor((floor) => floor?.agents[agentId])
  const { over } = useWords().alerts
  const { Listen } = useRowMonitor()
  const last = useRef<{ readonly call: Call; readonly agent: Agent } | null>(null)
  if (call && agent) last.current = { call, agent }
  if (!last.current) return null
  return <Listen {...last.current} why={why} compact gone={isOver || !call || !agent ? over : null} />
}
