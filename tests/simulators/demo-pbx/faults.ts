// What the demo PBX does wrong on purpose, so that a console can be tested against it, and how the operator says so.
import { z } from 'zod'

export type Faults = {
  readonly refuse: readonly string[] // methods of the control socket, or of SIP, that are refused
  readonly ignoreDigits: boolean
  readonly silentModes: boolean // a mode changes and nobody is told
  readonly delayMs: number // of answers and events of `monitor.*`
  readonly noInvite: boolean // no phone is rung
  readonly holdFeed: boolean // feed events are counted, but come only once this is over
}

export const noFaults: Faults = {
  refuse: [],
  ignoreDigits: false,
  silentModes: false,
  delayMs: 0,
  noInvite: false,
  holdFeed: false,
}

/** Methods of the operator beside those of docs/demo-pbx.md. */
export const faultMethods = {
  /** From now on; what is not named is done right again. */
  fault: z.object({
    refuse: z.array(z.string().max(100)).max(30).default([]),
    ignoreDigits: z.boolean().default(false),
    silentModes: z.boolean().default(false),
    delayMs: z.number().int().nonnegative().max(60_000).default(0),
    noInvite: z.boolean().default(false),
    holdFeed: z.boolean().default(false),
  }),
  /** Cuts the sockets once; of the consoles those of one owner, or all. */
  'fault.cut': z.object({ what: z.enum(['sip', 'control']), owner: z.string().min(1).max(200).optional() }),
}

/** What is wrong now: one place that all who misbehave look at. */
export type FaultSwitch = { readonly now: () => Faults; readonly set: (next: Faults) => void }

export function createFaultSwitch(): FaultSwitch {
  let faults = noFaults
  return {
    now: () => faults,
    set: (next) => {
      faults = next
    },
  }
}
