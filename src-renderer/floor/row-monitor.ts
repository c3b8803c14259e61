// What the floor needs of monitoring, handed in by the app: a Listen button for a row, and which call is monitored now.
import { type ComponentType, createContext, useContext } from 'react'
import type { Agent, Call } from '#contract/floor.ts'
import type { MonitorWhy } from '#contract/history.ts'
import type { Target } from '#contract/monitor.ts'

/** `agent` null: nobody has answered the call, or is rung. `why`: what it stands beside, when that is no row. */
export type ListenProps = {
  readonly call: Call
  readonly agent: Agent | null
  readonly compact: boolean
  readonly why?: MonitorWhy
  readonly gone?: string | null // why there is nothing to hear any more, where the button stays all the same
}

export type RowMonitor = {
  readonly Listen: ComponentType<ListenProps>
  readonly target: Target | null
  readonly self: readonly string[] // how the PBX may name this supervisor: name, extension
}

export const RowMonitorContext = createContext<RowMonitor>({ Listen: () => null, target: null, self: [] })

export const useRowMonitor = (): RowMonitor => useContext(RowMonitorContext)
