// Measures the sound of the line while there is a call on it: once, for everybody who shows or keeps it, and for who watches over it.
import type { Clock, Stop } from '#contract/time.ts'
import type { LineView } from '#renderer/line/line-store.ts'
import type { LineStats } from '#renderer/line/phone.ts'
import { nextSoundWatch, noSoundWatch, type SoundLoss } from '#renderer/line/sound-watch.ts'
import type { Monitor } from './logic/monitor.ts'
import { type Quality, qualityOf } from './logic/quality.ts'

/** How it sounds is told of so long a time; it is looked at twice as often. */
export const MEASURED_EVERY_MS = 2_000
const LOOK_EVERY_MS = MEASURED_EVERY_MS / 2

type QualityParts = {
  readonly clock: Pick<Clock, 'every' | 'ticks'>
  readonly line: { readonly getState: () => Pick<LineView, 'line' | 'microphone' | 'stats'> }
  readonly monitor: () => Monitor
  /** Noise suppression and the like are on. */
  readonly isNoiseSuppressed: () => boolean
  /** At every measurement; without a call once. */
  readonly show: (quality: Quality | null) => void
  /** At every change of what is missing. */
  readonly lost: (losses: readonly SoundLoss[]) => void
}

export function watchQuality({ clock, line, monitor, isNoiseSuppressed, show, lost }: QualityParts): Stop {
  let before: LineStats | null = null
  let watch = noSoundWatch
  let isShown = false
  let isStopped = false
  let looks = 0

  const watchOver = (found: LineStats | null): void => {
    const { line: now, microphone } = line.getState()
    const last = watch
    watch = found
      ? nextSoundWatch(last, {
          at: clock.ticks(),
          stats: found,
          isSoundDue: isSoundDue(now.call, monitor()),
          isOpen: microphone.open,
          isNoiseSuppressed: isNoiseSuppressed(),
        })
      : noSoundWatch
    if (watch.losses !== last.losses) lost(watch.losses)
  }
  const measure = (found: LineStats | null): void => {
    // Another call counts from the beginning.
    const isOther = found && before && found.received < before.received
    const quality = found && qualityOf(found, isOther ? null : before)
    before = found
    if (quality || isShown) show(quality)
    isShown = quality !== null
  }
  const look = async () => {
    const { line: now, stats } = line.getState()
    const found = now.call.kind === 'none' ? null : await stats().catch(() => null)
    if (isStopped) return
    watchOver(found)
    looks += 1
    if (looks % 2 === 0) measure(found)
  }
  const stopMeasuring = clock.every(LOOK_EVERY_MS, () => void look())
  return () => {
    isStopped = true
    stopMeasuring()
  }
}

type Call = LineView['line']['call']

/** On hold, and after the call that was listened to, the PBX owes none. */
const isSoundDue = (call: Call, monitor: Monitor): boolean => {
  if (call.kind !== 'monitor' && call.kind !== 'talking') return false
  const isOver = call.kind === 'monitor' && !(monitor.phase === 'live' && monitor.call === 'up')
  return call.up && !call.held && !isOver
}
