// What a floor must offer to be proved: calls between a tone and a tone, and ears at the PBX's own ends of them.
import type { SwitchWay } from '#contract/monitor.ts'

export type Levels = Readonly<Record<number, number>> // Hz -> dBFS
export type Ear = (frequencies: readonly number[], windowMs: number) => Promise<Levels>

export const AGENT_HZ = 440
export const CALLER_HZ = 620

export type ProofCall = {
  readonly agentName: string
  readonly agent: Ear // what the agent's phone hears
  readonly caller: Ear // what the caller's phone hears
  readonly mouth: Ear // what the supervisor's line sends
  /** Longest silence, in 20 ms frames, that agent and caller heard of each other since the call began. */
  gaps(): Promise<{ readonly agent: number; readonly caller: number }>
  end(): Promise<void>
}

/** What the PBX can do wrong on demand, while a monitor whispers to the agent. */
export type Trouble = {
  readonly name: string
  /**
   * How it shows: a change to join is refused, is asked again until it is given up while the trouble lasts (once healed it would be made),
   * is still under way while the ears are measured, or nobody asks for any.
   */
  readonly shows: 'refused' | 'givenUp' | 'pending' | 'unasked'
  inject(): Promise<void>
  heal(): Promise<void>
}

export type RunningFloor = {
  readonly siteFile: object // for --config
  readonly env: NodeJS.ProcessEnv
  call(): Promise<ProofCall>
  readonly troubles?: readonly Trouble[]
  close(): Promise<void>
}

export type ProofFloor = {
  readonly name: string
  readonly ways: readonly SwitchWay[]
  start(way: SwitchWay): Promise<RunningFloor>
}
