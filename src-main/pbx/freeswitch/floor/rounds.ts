// Compares the picture with what the PBX lists, now and then: what an event failed to tell heals by itself.
import type { Clock, Stop } from '#contract/time.ts'
import { differencesOf } from './differences.ts'
import type { Tables } from './tables.ts'

export type RoundParts = {
  readonly clock: Pick<Clock, 'after'>
  /** The tables as they are listed now; null when the PBX did not answer. */
  readonly list: () => Promise<Tables | null>
  readonly told: () => Tables
  readonly adopt: (listed: Tables) => void
  readonly log: (text: string) => void
  /** Not all was told at first: it is asked for again at once. */
  readonly isPartial: boolean
}

const EVERY_MS = 45_000
/** What was on its way while the list was made has come by then. */
const LOOK_AGAIN_MS = 1_500
const NAMED_IN_LOG = 5

export function keepReconciled(parts: RoundParts): Stop {
  let stopped = false
  let stopTimer: Stop = () => {}

  const later = (ms: number, run: () => void): void => {
    if (!stopped) stopTimer = parts.clock.after(ms, run)
  }
  const look = async (): Promise<{ readonly listed: Tables; readonly found: ReadonlySet<string> } | null> => {
    const listed = await parts.list()
    return listed && !stopped ? { listed, found: differencesOf(parts.told(), listed) } : null
  }
  const begin = async (): Promise<void> => {
    const first = await look()
    if (first && first.found.size > 0) later(LOOK_AGAIN_MS, () => void lookAgain(first.found))
    else later(EVERY_MS, () => void begin())
  }
  const lookAgain = async (first: ReadonlySet<string>): Promise<void> => {
    const second = await look()
    const lasting = [...(second?.found ?? [])].filter((what) => first.has(what))
    if (second && lasting.length > 0) {
      parts.adopt(second.listed)
      const more = lasting.length - NAMED_IN_LOG
      const named = lasting.slice(0, NAMED_IN_LOG).join('; ')
      parts.log(`the PBX lists otherwise than it told: ${named}${more > 0 ? `; and ${more} more` : ''}`)
    }
    later(EVERY_MS, () => void begin())
  }
  later(parts.isPartial ? LOOK_AGAIN_MS : EVERY_MS, () => void begin())
  return () => {
    stopped = true
    stopTimer()
  }
}
