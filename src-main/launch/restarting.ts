// A program that is ended and started anew whenever what it is made of has changed, one at a time.
import type { Clock, Stop } from '#contract/time.ts'

/** Resolves when the program has ended. */
export type EndProgram = () => Promise<void>

export type RestartingParts = {
  /** Makes ready what the program is made of, where that takes a build; the failure has been shown. */
  readonly prepare?: () => Promise<boolean>
  readonly start: () => EndProgram
  readonly clock: Pick<Clock, 'after'>
}

/** An editor saves, and git switches, many files within a moment. */
export const QUIET_MS = 150

export function createRestarting({ prepare = async () => true, start, clock }: RestartingParts) {
  let end: EndProgram = async () => {}
  let stopWaiting: Stop = () => {}
  let round: Promise<void> = Promise.resolve()
  let closed = false

  /** What cannot be built leaves the old one running. */
  async function renew() {
    if (closed || !(await prepare()) || closed) return
    await end()
    end = async () => {}
    if (!closed) end = start()
  }
  const next = () => {
    round = round.then(renew)
    return round
  }
  return {
    start: next,
    /** To be called for every file that has changed. */
    changed: () => {
      stopWaiting()
      stopWaiting = clock.after(QUIET_MS, () => void next())
    },
    close: async () => {
      closed = true
      stopWaiting()
      await round
      await end()
    },
  }
}
