// How the program ends: once, in order, within a time, and also when it has met a bug.
import type { Clock } from '#contract/time.ts'
import type { Log } from '#main/system/log.ts'

/** What a PBX out of reach would still hold on to is removed by the next start. */
export const END_WAIT_MS = 5000

export type EndingParts = {
  /** Ends every monitor, then all the rest. */
  readonly close: () => Promise<unknown>
  readonly exit: (code: number) => void
  readonly clock: Pick<Clock, 'after'>
  readonly log: Log
}

export function createEnding({ close, exit, clock, log }: EndingParts) {
  let ending = false
  const end = (code: number) => {
    if (ending) return
    ending = true
    clock.after(END_WAIT_MS, () => {
      log('warn', `not all has ended within ${END_WAIT_MS} ms`)
      exit(1)
    })
    close().then(
      () => exit(code),
      (cause: unknown) => {
        log('error', `could not end in order: ${tellCause(cause)}`)
        exit(1)
      },
    )
  }
  return {
    asked: () => end(0),
    /** Ctrl-C: the second time at once. */
    interrupted: () => (ending ? exit(1) : end(0)),
    /** The state is not to be trusted any more: no monitor may outlive it. */
    bug: (cause: unknown) => {
      log('error', `a bug ends the console: ${tellCause(cause)}`)
      end(1)
    },
  }
}

const tellCause = (cause: unknown): string => (cause instanceof Error ? (cause.stack ?? cause.message) : String(cause))
