// Whether the page is there: it beats for the desk, and a press from before it stood still lets nobody hear.

import { BEAT_EVERY_MS } from '#contract/heartbeat.ts'
import type { Desk } from '#contract/ipc.ts'
import type { Clock, Stop } from '#contract/time.ts'

export type PresenceParts = {
  readonly desk: Pick<Desk, 'request'>
  readonly clock: Pick<Clock, 'ticks' | 'every'>
  readonly page: Window
  /** The page hung, was frozen, or the machine slept. */
  readonly onStoodStill: () => void
}

export type Presence = {
  /** What is being done now was pressed before the page stood still, and comes out only now. */
  readonly isLatePress: () => boolean
  readonly stop: Stop
}

/** Two beats that are further apart show that nothing ran between them; a page nobody sees may be slowed to one a second. */
const STOOD_STILL_MS = 2_000
const presses = ['keydown', 'pointerdown', 'click'] as const

export function keepPresence({ desk, clock, page, onStoodStill }: PresenceParts): Presence {
  let beatAt = clock.ticks()
  let wokeAt = Number.NEGATIVE_INFINITY
  let pressedAt = Number.NEGATIVE_INFINITY
  const stoodStill = () => clock.ticks() - beatAt > STOOD_STILL_MS

  const beat = () => {
    if (stoodStill()) {
      wokeAt = clock.ticks()
      onStoodStill()
    }
    beatAt = clock.ticks()
    desk.request('beat', null).catch(() => {}) // the signal `link` tells of a desk out of reach
  }
  const pressed = ({ timeStamp }: Event) => {
    pressedAt = timeStamp
  }
  const stopBeating = clock.every(BEAT_EVERY_MS, beat)
  for (const name of presses) page.addEventListener(name, pressed, true)
  page.document.addEventListener('freeze', onStoodStill)
  return {
    isLatePress: () => stoodStill() || pressedAt < wokeAt,
    stop: () => {
      stopBeating()
      for (const name of presses) page.removeEventListener(name, pressed, true)
      page.document.removeEventListener('freeze', onStoodStill)
    },
  }
}
