// Tells that somebody touches the console, not more often than the desk needs to know.
import type { Stop } from '#contract/time.ts'

const EVERY_MS = 2_000

/** The first touch after a while at once: the desk may then want to know who it is. */
export function tellTouches(
  page: Pick<Window, 'addEventListener' | 'removeEventListener' | 'performance'>,
  tell: () => void,
): Stop {
  let last = Number.NEGATIVE_INFINITY
  const touch = () => {
    const at = page.performance.now()
    if (at - last < EVERY_MS) return
    last = at
    tell()
  }
  const events = ['pointerdown', 'keydown', 'wheel'] as const
  for (const name of events) page.addEventListener(name, touch, { capture: true, passive: true })
  return () => {
    for (const name of events) page.removeEventListener(name, touch, { capture: true })
  }
}
