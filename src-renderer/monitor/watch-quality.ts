// Measures the sound of the line while there is a call on it: once, for everybody who shows or keeps it.
import type { Clock, Stop } from '#contract/time.ts'
import type { LineView } from '#renderer/line/line-store.ts'
import type { LineStats } from '#renderer/line/phone.ts'
import { type Quality, qualityOf } from './logic/quality.ts'

export const MEASURED_EVERY_MS = 2_000

type QualityParts = {
  readonly clock: Pick<Clock, 'every'>
  readonly line: { readonly getState: () => Pick<LineView, 'line' | 'stats'> }
  /** At every measurement; without a call once. */
  readonly show: (quality: Quality | null) => void
}

export function watchQuality({ clock, line, show }: QualityParts): Stop {
  let before: LineStats | null = null
  let isShown = false
  let isStopped = false
  const measure = async () => {
    const { line: now, stats } = line.getState()
    const found = now.call.kind === 'none' ? null : await stats().catch(() => null)
    if (isStopped) return
    // Another call counts from the beginning.
    const isOther = found && before && found.received < before.received
    const quality = found && qualityOf(found, isOther ? null : before)
    before = found
    if (quality || isShown) show(quality)
    isShown = quality !== null
  }
  const stopMeasuring = clock.every(MEASURED_EVERY_MS, () => void measure())
  return () => {
    isStopped = true
    stopMeasuring()
  }
}
