// What a lane offers for acts to be tried under faults, and what an act is there: asked for, shown, and read from the PBX by another way.
import type { Act } from '#contract/acts/acts.ts'
import type { Floor } from '#contract/floor.ts'
import type { LaneConsole } from '../console.ts'
import type { Lane } from '../floor.ts'

/** What is so at the PBX: as asked for, as before, or neither; then in words what is wrong, or not yet over. */
export type Truth = 'done' | 'not' | { readonly wrong: string }

export type Staged = {
  /** takeOver: by the monitor, whose own act it is. handBack: by the line's own phone, so that nothing is answered. */
  readonly ask: Act | 'takeOver' | { readonly handBack: () => Promise<void> }
  /** Read at the PBX's phones and its own command line: neither by AMI nor by ARI. */
  readonly truth: () => Promise<Truth>
  /** What the console's floor shows, as `truth` has it; null: nothing of it. */
  readonly shown: ((floor: Floor) => 'done' | 'not') | null
}

export type ActJourney<L extends ActLane = ActLane> = {
  readonly name: string
  arrange(lane: L, console: LaneConsole): Promise<Staged>
  /** Requests that must not be made twice. */
  readonly once: readonly string[]
}

export type ActLane = Lane & {
  /** Ends every call of the lane; what is left then, by the PBX's own command line. */
  endCalls(): Promise<readonly string[]>
}
