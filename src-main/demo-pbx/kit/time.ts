// Time as the demo PBX is given it. Sound has a finer clock of its own, in mixer/clock.ts.

export type Stop = () => void

export type Clock = {
  readonly now: () => number // epoch ms
  /** Runs once, after so many ms; the answer calls it off. */
  readonly after: (ms: number, run: () => void) => Stop
}

/** The clock of the machine; one a program. */
export const machineClock: Clock = {
  now: () => Date.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}
