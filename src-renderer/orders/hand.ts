// Whether somebody is at the console, and writing: an order is never carried out for nobody, nor in the middle of a sentence.
import type { Clock, Stop } from '#contract/time.ts'
import { takesLetters } from '#renderer/commands/where.ts'

export const AWAY_AFTER_MS = 300_000
const WRITES_FOR_MS = 10_000

export type Hand = {
  /** Not before the first touch: a console that has just started may have nobody before it. */
  readonly isAway: () => boolean
  readonly isWriting: () => boolean
  /** The screen is known to be locked: until the next touch nobody is there. */
  readonly gone: () => void
  readonly stop: Stop
}

const touches = ['pointerdown', 'pointermove', 'wheel', 'keydown', 'touchstart'] as const

export function watchHand(page: Window, clock: Pick<Clock, 'ticks'>): Hand {
  let touchedAt = Number.NEGATIVE_INFINITY
  let wroteAt = Number.NEGATIVE_INFINITY
  const touched = ({ type, target }: Event): void => {
    touchedAt = clock.ticks()
    if (type === 'keydown' && takesLetters(target)) wroteAt = touchedAt
  }
  for (const name of touches) page.addEventListener(name, touched, { capture: true, passive: true })
  return {
    isAway: () => clock.ticks() - touchedAt > AWAY_AFTER_MS,
    isWriting: () => {
      const at = page.document.activeElement
      if (!takesLetters(at)) return false
      // A note that stands half written in its field is being written, however long the thought takes.
      const isHalf = (at instanceof HTMLInputElement && at.type !== 'search') || at instanceof HTMLTextAreaElement
      return (isHalf && at.value !== '') || clock.ticks() - wroteAt < WRITES_FOR_MS
    },
    gone: () => {
      touchedAt = Number.NEGATIVE_INFINITY
    },
    stop: () => {
      for (const name of touches) page.removeEventListener(name, touched, { capture: true })
    },
  }
}
