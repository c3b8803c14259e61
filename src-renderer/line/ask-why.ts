// Why the line is not there: a browser tells a page nothing of it, so the desk is asked, and again for as long as it stays so.
import type { DeskError } from '#contract/errors.ts'
import type { Desk } from '#contract/ipc.ts'
import type { Clock, Stop } from '#contract/time.ts'
import type { Registration } from './phone.ts'

export type AskWhyParts = {
  readonly desk: Pick<Desk, 'request'>
  readonly clock: Pick<Clock, 'after'>
  /** null: nothing is known to be wrong. */
  readonly show: (trouble: DeskError | null) => void
}

const AGAIN_MS = 30_000

export function askWhy({ desk, clock, show }: AskWhyParts): {
  readonly moved: (registration: Registration) => void
  readonly stop: Stop
} {
  let kind: Registration['kind'] = 'off'
  let asked = 0 // only the latest answer counts
  let stopTimer: Stop = () => {}

  const ask = (): void => {
    const mine = ++asked
    stopTimer = clock.after(AGAIN_MS, ask)
    desk.request('probeLine', null).then(
      (found) => mine === asked && show(found.ok ? null : found.error),
      () => {}, // the desk is out of reach: that is said by itself
    )
  }
  const forget = (): void => {
    asked++
    stopTimer()
  }

  return {
    moved: (registration) => {
      if (registration.kind === kind) return
      const wasAsked = isTrouble(kind)
      kind = registration.kind
      if (isTrouble(kind) === wasAsked) return
      forget()
      if (wasAsked) show(null)
      else ask()
    },
    stop: forget,
  }
}

const isTrouble = (kind: Registration['kind']): boolean => kind === 'lost' || kind === 'refused'
