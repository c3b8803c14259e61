// Time as everything in Earshot is given it: never read from the machine, so that a test can replay every race.

export type Stop = () => void

export type Clock = {
  readonly now: () => number // epoch ms; may be set at any moment, forwards or back
  /** Ms since some moment, which nobody sets: what lies between two of them has passed. Stands still while the machine sleeps, or not. */
  readonly ticks: () => number
  /** Runs once, after so many ms; the answer calls it off. */
  readonly after: (ms: number, run: () => void) => Stop
  /** Runs every so many ms, the first time after so many; the answer ends it. */
  readonly every: (ms: number, run: () => void) => Stop
}

/** What Node and the browser both offer by these names; `globalThis` is one. */
type Machine<Timer> = {
  readonly Date: { readonly now: () => number }
  readonly performance: { readonly now: () => number }
  setTimeout(run: () => void, ms: number): Timer
  clearTimeout(timer: Timer): void
  setInterval(run: () => void, ms: number): Timer
  clearInterval(timer: Timer): void
}

/** The clock of the machine itself. One a program, made where the program is put together. */
export function machineClock<Timer>(machine: Machine<Timer>): Clock {
  return {
    now: () => machine.Date.now(),
    ticks: () => machine.performance.now(),
    after: (ms, run) => {
      const timer = machine.setTimeout(run, ms)
      return () => machine.clearTimeout(timer)
    },
    every: (ms, run) => {
      const timer = machine.setInterval(run, ms)
      return () => machine.clearInterval(timer)
    },
  }
}
