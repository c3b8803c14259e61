// Two presses that follow each other faster than anybody means them are one: a double click, a key that repeats, Enter twice.
// So whatever starts, ends or changes hearing or speaking is deaf for half a second. What closes the microphone never is.
import { physicalKey } from '#renderer/keys/combo.ts'

type Stop = () => void

/** The longest that systems take for a double click by default. */
const DEAF_MS = 500
/** A hand does not hold quite still between two clicks, a finger less so. */
const SAME_PLACE_PX = 12

const acting = '[data-acts], [data-deliberate]'
const silencing = '[data-silences]'
const modifiers = ['Shift', 'Control', 'Alt', 'Meta', 'AltGraph']

export type OnePress = {
  /** To be told of every key press, before anything is done with it. */
  readonly saw: (event: KeyboardEvent) => void
  /** The key press it saw last is the second half of the one before. `acts`: it is the key of a command that acts. */
  readonly isSecond: (event: KeyboardEvent, acts: boolean) => boolean
  /** The key it saw last has done its command. */
  readonly acted: () => void
  readonly stop: Stop
}

type Place = { readonly x: number; readonly y: number }
/** What was pressed last. `control`: what acts there, if anything does. `place` by mouse or finger, `key` by keyboard. */
type Pressed = {
  readonly at: number
  readonly control: Element | null
  readonly target: EventTarget | null
  readonly place: Place | null
  readonly key: string | null
}
type KeyDown = { readonly key: string; readonly at: number; readonly target: EventTarget | null }

/** `now` is epoch ms. */
export function onePress(page: Window, now: () => number): OnePress {
  let last: Pressed | null = null
  let key: KeyDown | null = null
  let keyBefore: KeyDown | null = null
  let isDeafPress = false // of mouse or finger, from down to click

  // A busy page comes late to what the hand did: what counts is when it was done.
  const doneAt = ({ timeStamp }: Event): number => now() - Math.max(0, performance.now() - timeStamp)
  const isSoon = (event: Event, since: number): boolean => Math.abs(doneAt(event) - since) < DEAF_MS

  const isSecondPress = (event: MouseEvent): boolean => {
    const { target } = event
    if (!last || !(target instanceof Element) || target.closest(silencing) || !isSoon(event, last.at)) return false
    const control = target.closest(acting)
    if (control !== null && control === last.control) return !isEchoOf(last.target, target)
    const isSamePlace = event.detail > 1 || isNear(last.place, event)
    return isSamePlace && (control !== null || last.control !== null)
  }

  const down = (event: MouseEvent): void => {
    // Only the mousedown knows of a double click as the system counts it.
    isDeafPress = isSecondPress(event) || (event.type === 'mousedown' && isDeafPress)
    if (isDeafPress) keepFrom(event)
  }

  const click = (event: MouseEvent): void => {
    const byPointer = event.detail > 0
    if ((byPointer && isDeafPress) || isSecondPress(event)) {
      event.stopImmediatePropagation()
      event.preventDefault()
      return
    }
    const { target } = event
    const control = target instanceof Element ? target.closest(acting) : null
    if (!byPointer && control === null) return
    const place = byPointer ? { x: event.clientX, y: event.clientY } : null
    last = { at: doneAt(event), control, target, place, key: byPointer ? null : (key?.key ?? null) }
  }

  const downs = ['pointerdown', 'mousedown'] as const
  for (const name of downs) page.addEventListener(name, down, true)
  page.addEventListener('click', click, true)
  return {
    saw: (event) => {
      if (event.repeat || modifiers.includes(event.key)) return
      keyBefore = key
      key = { key: physicalKey(event), at: doneAt(event), target: event.target }
    },
    isSecond: (event, acts) => {
      const pressed = event.key === 'Enter' || event.key === ' ' ? pressedBy(event) : null
      if (!acts && pressed === null) return false
      if (event.repeat) return pressed !== null
      if (keyBefore === null || keyBefore.key !== key?.key) return false
      if (last?.key === key.key && isSoon(event, last.at)) return true
      // Whatever the first one did, the focus has come here by it.
      return pressed !== null && keyBefore.target !== event.target && isSoon(event, keyBefore.at)
    },
    acted: () => {
      // A key that was held until it acted has been pressed as long ago: held again, it is meant again.
      last = { at: key?.at ?? now(), control: null, target: null, place: null, key: key?.key ?? null }
    },
    stop: () => {
      for (const name of downs) page.removeEventListener(name, down, true)
      page.removeEventListener('click', click, true)
    },
  }
}

/** What acts when Enter or Space is pressed there; on a row Enter stands for its button. */
function pressedBy({ target, key }: KeyboardEvent): Element | null {
  if (!(target instanceof Element)) return null
  const isRow = key === 'Enter' && target.getAttribute('role') === 'row'
  const button = isRow ? target.querySelector('[data-row-action] button') : target.closest(acting)
  return button?.matches(acting) ? button : null
}

/** A click on a label is followed by one on what it labels. */
const isEchoOf = (first: EventTarget | null, target: Element): boolean =>
  target instanceof HTMLInputElement && first instanceof Element && first !== target && !!target.labels?.length

// An event that a program made has no place.
const isNear = (place: Place | null, { clientX, clientY }: MouseEvent): boolean =>
  place !== null && (clientX !== 0 || clientY !== 0) && Math.hypot(place.x - clientX, place.y - clientY) < SAME_PLACE_PX

/** Other listeners of the window itself still hear of it: they let go of keys that are held. */
function keepFrom(event: Event): void {
  event.stopPropagation()
  event.preventDefault()
}
