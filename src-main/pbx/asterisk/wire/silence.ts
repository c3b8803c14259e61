// Finds an AMI that answers and yet tells nothing of calls, for want of a right or by an event filter: channels come and go untold.
import type { Clock } from '#contract/time.ts'
import type { AmiMessage } from './ami-codec.ts'

export type SilenceParts = {
  /** Uniqueids of the channels there are; null when they cannot be had. Asked only while no event of a channel comes. */
  readonly list: () => Promise<ReadonlySet<string> | null>
  readonly clock: Pick<Clock, 'after'>
  /** Once: channels changed, and no event said so. */
  readonly onSilent: () => void
  /** Events came after all. */
  readonly onHeard: () => void
}

export type SilenceWatch = { readonly heard: (events: readonly AmiMessage[]) => void; readonly stop: () => void }

const LOOK_EVERY_MS = 10_000
const LAST_CHANCE_MS = 1500 // an event may be told a moment after the list
const ofChannels = new Set(['Newchannel', 'Newstate', 'Hangup', 'BridgeEnter', 'BridgeLeave'])

export function watchSilence({ list, clock, onSilent, onHeard }: SilenceParts): SilenceWatch {
  let before: ReadonlySet<string> | null = null
  let heard = false
  let isSilent = false
  let stopped = false

  const later = (ms: number, run: () => void) => {
    if (!stopped) stopTimer = clock.after(ms, run)
  }
  const look = async () => {
    // Where events come there is nothing to look for, and a busy floor is not listed.
    const now = heard ? null : await list()
    if (now && before && differ(before, now) && !heard) return later(LAST_CHANCE_MS, judge)
    before = heard ? null : now
    heard = false
    later(LOOK_EVERY_MS, () => void look())
  }
  const judge = () => {
    if (heard) return void look()
    isSilent = true
    onSilent()
  }
  let stopTimer = clock.after(LOOK_EVERY_MS, () => void look())

  return {
    heard: (events) => {
      if (heard && !isSilent) return
      heard ||= events.some(({ Event }) => ofChannels.has(Event ?? ''))
      if (!heard || !isSilent) return
      isSilent = false
      onHeard()
    },
    stop: () => {
      stopped = true
      stopTimer()
    },
  }
}

const differ = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean =>
  one.size !== other.size || [...one].some((id) => !other.has(id))
