// What the contract suite needs of a PBX: a stage for calls, phones for the lines, and ways to break things.

import type { SwitchWay, Target } from '#contract/monitor.ts'
import type { Connector } from '#main/pbx/connector.ts'
import type { SipPhone } from '../fakes/sip-phone.ts'

export type ConnectorOrder = {
  readonly owner?: string // names a console; the same name is the same console after a crash
  readonly way?: SwitchWay
  readonly line?: 'first' | 'second'
  readonly trouble?: 'wrongSecret' | 'unreachable' | 'garbage'
}

export type ContractHarness = {
  /** A connector, not connected. The harness closes it at the end. */
  readonly connector: (order?: ConnectorOrder) => Connector
  /** The line's phone, registered; it answers what the PBX sends it. */
  readonly phone: (line: 'first' | 'second') => Promise<SipPhone>
  /** An answered call between this agent and an outside caller. */
  readonly call: (agent: 'first' | 'second') => Promise<Target>
  readonly endCall: (target: Target) => Promise<void>
  readonly hold: (target: Target, on: boolean) => Promise<void>
  /** Hands the caller over to the second agent. */
  readonly transfer: (target: Target) => Promise<void>
  /** Does this side hear the phone's tone now? */
  readonly hearsPhone: (side: 'agent' | 'caller', target: Target) => Promise<boolean>
  /** Cuts the connector's connection once. */
  readonly cutFeed: () => Promise<void>
  /** Holds back all that the PBX tells the connector, while every connection stands; or lets go of it. */
  readonly stallFeed: (on: boolean) => void
  /** Ends the PBX without a farewell and starts it again at the same place. */
  readonly restart: () => Promise<void>
  /** How many monitors there are on the PBX, of whomever. */
  readonly monitorsLeft: () => Promise<number>
  /** The connector's process dies: its connection goes, nothing is tidied. The connector must not be used again. */
  readonly crash: (connector: Connector) => Promise<void>
  /** Whether a monitor outlives a short cut of the connection; left out where the PBX may do either. */
  readonly keepsOverCut?: boolean
  readonly close: () => Promise<void>
}
