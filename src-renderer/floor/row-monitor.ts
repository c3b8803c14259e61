// What the floor needs of monitoring, handed in by the app: a Listen button for a row, and which call is monitored now.
import { type ComponentType, createContext, useContext } from 'react'
import type { Agent, Call } from '#contract/floor.ts'
import type { Target } from '#contract/monitor.ts'

export type RowMonitor = {
  readonly Listen: ComponentType<{ readonly call: Call; readonly agent: Agent | null; readonly compact: boolean }>
  readonly target: Target | null
  readonly self: readonly string[] // how the PBX may name this supervisor: name, extension
}

export const RowMonitorContext = createContext<RowMonitor>({ Listen: () => null, target: null, self: [] })

export const useRowMonitor = (): RowMonitor => useContext(RowMonitorContext)
