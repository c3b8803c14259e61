// Whether the page is there: it beats for the desk, and a press from before it stood still lets nobody hear.

import type { Desk } from '#contract/ipc.ts'
import type { Clock, Stop } from '#contract/time.ts'
import { BEAT_EVERY_MS } from '#contract/windows.ts'

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
  /** Before anything else happens: news that waited out a standstill is not believed before the standstill is known. */
  readonly look: () => void
  readonly stop: Stop
}

/** Two beats that are further apart show that nothing ran between them; a page nobody sees may be slowed to one a second. */
const STOOD_STILL_MS = 2_000
/** A click comes in the same breath as the key that makes it. */
const OF_ITS_KEY_MS = 50

export function keepPresence({ desk, clock, page, onStoodStill }: PresenceParts): Presence {
  let beatAt = clock.ticks()
  let wokeAt = Number.NEGATIVE_INFINITY
  let pressedAt = Number.NEGATIVE_INFINITY // when it went down: let go after the standstill, it is as old as before
  let keySeenAt = Number.NEGATIVE_INFINITY
  const stoodStill = () => clock.ticks() - beatAt > STOOD_STILL_MS

  const look = () => {
    if (!stoodStill()) return
    wokeAt = clock.ticks()
    beatAt = clock.ticks()
    onStoodStill()
  }
  const beat = () => {
    look()
    beatAt = clock.ticks()
    desk.request('beat', null).catch(() => {}) // the signal `link` tells of a desk out of reach
  }
  const byPointer = ({ timeStamp }: Event) => {
    pressedAt = timeStamp
  }
  const byKey = ({ type, repeat, timeStamp }: KeyboardEvent) => {
    keySeenAt = clock.ticks()
    if (type === 'keydown' && !repeat) pressedAt = timeStamp
  }
  // A screen reader clicks without pointer or key; every other click was counted when it went down.
  const byClick = ({ detail, timeStamp }: MouseEvent) => {
    if (detail === 0 && clock.ticks() - keySeenAt > OF_ITS_KEY_MS) pressedAt = timeStamp
  }
  const stopBeating = clock.every(BEAT_EVERY_MS, beat)
  page.addEventListener('pointerdown', byPointer, true)
  for (const name of ['keydown', 'keyup'] as const) page.addEventListener(name, byKey, true)
  page.addEventListener('click', byClick, true)
  page.document.addEventListener('freeze', onStoodStill)
  return {
    isLatePress: () => stoodStill() || pressedAt < wokeAt,
    look,
    stop: () => {
      stopBeating()
      page.removeEventListener('pointerdown', byPointer, true)
      for (const name of ['keydown', 'keyup'] as const) page.removeEventListener(name, byKey, true)
      page.removeEventListener('click', byClick, true)
      page.document.removeEventListener('freeze', onStoodStill)
    },
  }
}
