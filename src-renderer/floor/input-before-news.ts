// What the hand does comes first: news of the floor waits until the answer to a key or a click has been painted.
import type { Stop } from '#contract/time.ts'

export type InputParts = {
  /** Tells of each key and click before anything answers it. */
  readonly onInput: (listener: () => void) => Stop
  /** Runs once when the next frame has been painted, or after a moment where none is. */
  readonly afterPaint: (run: () => void) => void
}

/** Hands messages on in their order: at once, or after the frame that answers the hand. */
export function inputBeforeNews<T>(apply: (message: T) => void, { onInput: onHand, afterPaint }: InputParts) {
  let holding = false
  let stopped = false
  let waiting: T[] = []
  const flush = () => {
    holding = false
    const held = waiting
    waiting = []
    if (!stopped) for (const message of held) apply(message)
  }
  const stopInput = onHand(() => {
    if (holding) return
    holding = true
    afterPaint(flush)
  })
  return {
    onMessage: (message: T) => {
      if (holding) waiting.push(message)
      else apply(message)
    },
    stop: () => {
      stopped = true
      stopInput()
    },
  }
}

const HANDS = ['keydown', 'pointerdown', 'click'] as const
/** A window that is not painted must not wait for a frame. */
const LONGEST_MS = 100

export const windowInput: InputParts = {
  onInput: (listener) => {
    for (const hand of HANDS) addEventListener(hand, listener, { capture: true, passive: true })
    return () => {
      for (const hand of HANDS) removeEventListener(hand, listener, { capture: true })
    }
  },
  afterPaint: (run) => {
    let done = false
    const once = () => {
      if (done) return
      done = true
      run()
    }
    // A task after the frame's own callbacks comes after its painting.
    requestAnimationFrame(() => setTimeout(once))
    setTimeout(once, LONGEST_MS)
  },
}
