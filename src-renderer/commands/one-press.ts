// Two presses that follow each other faster than anybody means them are one: a double click, a key that repeats, Enter twice.
// So whatever starts, ends or changes hearing or speaking is deaf for half a second, and so is whatever the first press has brought
// under the hand. What closes the microphone never is.
import { ONE_PRESS_MS, physicalKey } from '#renderer/keys/combo.ts'

type Stop = () => void

/** A hand does not hold quite still between two clicks, a finger less so. */
const SAME_PLACE_PX = 12

const acting = '[data-acts], [data-deliberate]'
const silencing = '[data-silences]'
/** Whatever a click does something to. */
const pressable = [
  ...['button', 'a[href]', 'summary', 'label', 'input', 'select', 'textarea'],
  ...['button', 'link', 'switch', 'checkbox', 'radio', 'tab', 'option'].map((role) => `[role="${role}"]`),
  '[role^="menuitem"]',
].join()
/** What the second click would take back: it opens and closes, or is on and off. Digits and steps are meant as often as they come. */
const turning = [
  ...['summary', 'label', 'input[type="checkbox"]', '[aria-expanded]', '[aria-haspopup]', '[aria-pressed]'],
  ...['switch', 'checkbox', 'option'].map((role) => `[role="${role}"]`),
  '[role^="menuitem"]',
].join()
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
/** What was pressed last. `control`: what acts there, if anything does; `pressed`: what does anything. `place` by mouse or finger, `key` by keyboard. */
type Pressed = {
  readonly at: number
  readonly control: Element | null
  readonly pressed: Element | null
  readonly target: EventTarget | null
  readonly place: Place | null
  readonly key: string | null
}
type KeyDown = { readonly key: string; readonly at: number; readonly target: EventTarget | null }

/** `now` is epoch ms. */
export function onePress(page: Window, now: () => number): OnePress {
  let last: Pressed | null = null
  let press: Pressed | null = null // of mouse or finger, from down to click
  let before: Pressed | null = null // what the press is compared with
  let key: KeyDown | null = null
  let keyBefore: KeyDown | null = null
  let isDeafPress = false // as well

  // A busy page comes late to what the hand did: what counts is when it was done.
  const doneAt = ({ timeStamp }: Event): number => now() - Math.max(0, performance.now() - timeStamp)
  const isSoon = (event: Event, since: number): boolean => Math.abs(doneAt(event) - since) < ONE_PRESS_MS

  const isSecondTo = (before: Pressed | null, event: MouseEvent): boolean =>
    before !== null && isSoon(event, before.at) && isSamePress(before, event)

  const down = (event: MouseEvent): void => {
    const isFirst = event.type === 'pointerdown'
    // A button that opens something over itself as it goes down gets no click.
    if (isFirst) before = press && press.target !== event.target ? press : last
    // Only the mousedown knows of a double click as the system counts it.
    isDeafPress = isSecondTo(before, event) || (!isFirst && isDeafPress)
    if (isDeafPress) keepFrom(event)
    else if (isFirst) press = pressedBy(event)
  }

  const pressedBy = (event: MouseEvent): Pressed => {
    const byPointer = event.detail > 0 || event.type !== 'click'
    const place = byPointer ? { x: event.clientX, y: event.clientY } : null
    const at = doneAt(event)
    return { at, ...whatIsAt(event.target), target: event.target, place, key: byPointer ? null : (key?.key ?? null) }
  }

  const click = (event: MouseEvent): void => {
    const byPointer = event.detail > 0
    const isEcho = isEchoOf(last?.target ?? null, event.target)
    if (!isEcho && (byPointer ? isDeafPress : isSecondTo(last, event))) {
      event.stopImmediatePropagation()
      event.preventDefault()
      return
    }
    const now = pressedBy(event)
    if (byPointer || now.control !== null)
      last = { ...now, ...(press && { control: press.control, pressed: press.pressed }) }
    press = null
  }

  // Whoever has written in between, by a password manager too, means the next Enter.
  const wrote = (): void => {
    key = null
  }
  const heard = { pointerdown: down, mousedown: down, click, input: wrote }
  for (const [name, hear] of Object.entries(heard)) page.addEventListener(name, hear as (event: Event) => void, true)
  return {
    saw: (event) => {
      if (event.repeat || modifiers.includes(event.key)) return
      // A hand that has been at the keyboard meanwhile makes no double click.
      if (last?.place && last.control === null) last = null
      keyBefore = key
      key = { key: physicalKey(event), at: doneAt(event), target: event.target }
    },
    isSecond: (event, acts) => {
      const pressed = event.key === 'Enter' || event.key === ' ' ? actsAt(event) : null
      if (event.repeat) return pressed !== null
      if (keyBefore === null || keyBefore.key !== key?.key) return false
      // Whatever the first one did, the focus has come here by it.
      const cameHere = keyBefore.target !== event.target && isSoon(event, keyBefore.at)
      if (cameHere && (pressed !== null || sends(event))) return true
      return (acts || pressed !== null) && last?.key === key.key && isSoon(event, last.at)
    },
    acted: () => {
      // A key that was held until it acted has been pressed as long ago: held again, it is meant again.
      last = { at: key?.at ?? now(), control: null, pressed: null, target: null, place: null, key: key?.key ?? null }
    },
    stop: () => {
      for (const [name, hear] of Object.entries(heard))
        page.removeEventListener(name, hear as (event: Event) => void, true)
    },
  }
}

/** So soon after the one before it is no press of its own. */
function isSamePress(before: Pressed, event: MouseEvent): boolean {
  if (!(event.target instanceof Element) || event.target.closest(silencing)) return false
  const { control, pressed } = whatIsAt(event.target)
  if (control !== null && control === before.control) return true
  if (event.detail <= 1 && !isNear(before.place, event)) return false
  if (control !== null || before.control !== null) return true
  return pressed !== before.pressed || (pressed?.matches(turning) ?? false)
}

/** What acts when Enter or Space is pressed there; on a row Enter stands for its button. */
function actsAt({ target, key }: KeyboardEvent): Element | null {
  if (!(target instanceof Element)) return null
  const isRow = key === 'Enter' && target.getAttribute('role') === 'row'
  const button = isRow ? target.querySelector('[data-row-action] button') : target.closest(acting)
  return button?.matches(acting) ? button : null
}

/** It sends what is written there, or takes what was found. */
const sends = ({ key, target }: KeyboardEvent): boolean =>
  key === 'Enter' && (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)

const whatIsAt = (target: EventTarget | null): Pick<Pressed, 'control' | 'pressed'> =>
  target instanceof Element
    ? { control: target.closest(acting), pressed: target.closest(pressable) }
    : { control: null, pressed: null }

/** A click on a label is followed by one on what it labels. */
const isEchoOf = (first: EventTarget | null, target: EventTarget | null): boolean =>
  first instanceof Node &&
  first !== target &&
  target instanceof HTMLInputElement &&
  [...(target.labels ?? [])].some((label) => label.contains(first))

// An event that a program made has no place.
const isNear = (place: Place | null, { clientX, clientY }: MouseEvent): boolean =>
  place !== null && (clientX !== 0 || clientY !== 0) && Math.hypot(place.x - clientX, place.y - clientY) < SAME_PLACE_PX

/** Other listeners of the window itself still hear of it: they let go of keys that are held. */
function keepFrom(event: Event): void {
  event.stopPropagation()
  event.preventDefault()
}
