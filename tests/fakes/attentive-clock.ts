// The machine's time for a page that a busy machine may starve: to it no time passes between two beats, so it never seems to have hung.
import { type Clock, machineClock } from '#contract/time.ts'

export const attentiveClock: Clock = { ...machineClock(globalThis), ticks: () => 0 }
