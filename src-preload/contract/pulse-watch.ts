// Keeps a pulse: asks, looks, and tells when what is heard falls behind and when it has caught up.
import { LOOK_EVERY_MS, lateMs, nextPulse, type Pulse, type PulseEvent, restedPulse } from './pulse.ts'
import type { Clock } from './time.ts'

/** `since`: up to this moment (epoch ms) what is known is whole. `lateMs`: how late it is now, in whole seconds. */
export type Behind = { readonly since: number; readonly lateMs: number }

export type PulseWatchParts = {
  readonly clock: Pick<Clock, 'now' | 'ticks' | 'every'>
  /** Asks on the connection the news come by. Resolves when it was answered, at all; a question never answered stays open. */
  readonly ask: () => Promise<unknown>
  readonly askEveryMs: number
  /** At every change, and each second while it is behind; null: it keeps up. */
  readonly tell: (behind: Behind | null) => void
}

export type PulseWatch = {
  /** Something that happened at this moment of the far side's clock (epoch ms) was told just now. */
  readonly stamp: (stamp: number) => void
  readonly stop: () => void
}

const ASK_AGAIN_MS = 500 // while it is behind: it should not look old longer than it is

export function watchPulse({ clock, ask, askEveryMs, tell }: PulseWatchParts): PulseWatch {
  const { now, ticks, every } = clock
  let pulse: Pulse = restedPulse(ticks())
  let said: { readonly since: number; readonly lateMs: number } | null = null // `since` in ticks
  let askNext = 0
  let stopped = false

  const move = (event: PulseEvent) => {
    if (stopped) return
    const at = ticks()
    pulse = nextPulse(pulse, event, at)
    const late = Math.floor(lateMs(pulse, at) / 1000) * 1000
    const behind = pulse.behindSince === null ? null : { since: pulse.behindSince, lateMs: late }
    if (behind?.since === said?.since && behind?.lateMs === said?.lateMs) return
    said = behind
    tell(behind && { since: now() - (at - behind.since), lateMs: late })
  }
  const question = () => {
    if (stopped || pulse.askedAt !== null) return
    askNext = ticks() + (said ? ASK_AGAIN_MS : askEveryMs)
    move({ kind: 'asked' })
    void ask().then(() => {
      move({ kind: 'answered' })
      if (said) askNext = Math.min(askNext, ticks() + ASK_AGAIN_MS)
    })
  }
  const stopLooking = every(LOOK_EVERY_MS, () => {
    move({ kind: 'look' })
    if (ticks() >= askNext) question()
  })
  question()
  return {
    stamp: (stamp) => move({ kind: 'stamp', stamp }),
    stop: () => {
      stopped = true
      stopLooking()
    },
  }
}
