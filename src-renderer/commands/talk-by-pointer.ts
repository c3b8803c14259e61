// The button that talks while it is held, by mouse or finger: whatever could hide that it has come up lets go of it.
import type { CommandId } from '#renderer/keys/commands.ts'
import { BY_POINTER, type Hold, type HoldEvent } from './hold.ts'

type Stop = () => void

export type TalkParts = {
  readonly hold: () => Hold
  readonly by: (event: HoldEvent) => void
  readonly refuses: (id: CommandId) => boolean
  /** Says why not. */
  readonly run: (id: CommandId) => boolean
}

const pointerUp = ['pointerup', 'pointercancel', 'lostpointercapture'] as const

/** To be begun after whatever else lets go at a pointer: the press itself begins anew. */
export function talkByPointer(page: Window, { hold, by, refuses, run }: TalkParts): Stop {
  const isHeld = (): boolean => {
    const now = hold()
    return now.kind === 'talking' && now.key === BY_POINTER
  }
  const up = (): void => {
    if (isHeld()) by({ kind: 'letGo' })
  }
  const down = (event: PointerEvent): void => {
    if (!isMeant(event)) return
    if (refuses('holdToTalk')) run('holdToTalk')
    else by({ kind: 'pointerDown' })
  }
  // The button came up where the page could not see it.
  const moved = ({ buttons }: PointerEvent): void => {
    if (buttons === 0) up()
  }
  // A finger that rests for long asks for a menu as well.
  const menuAsked = (event: MouseEvent): void => {
    if (isHeld() && talkButtonAt(event.target)) event.preventDefault()
    else by({ kind: 'letGo' })
  }
  page.addEventListener('pointerdown', down, true)
  page.addEventListener('pointermove', moved, true)
  page.addEventListener('contextmenu', menuAsked, true)
  for (const name of pointerUp) page.addEventListener(name, up, true)
  return () => {
    page.removeEventListener('pointerdown', down, true)
    page.removeEventListener('pointermove', moved, true)
    page.removeEventListener('contextmenu', menuAsked, true)
    for (const name of pointerUp) page.removeEventListener(name, up, true)
  }
}

const talkButtonAt = (target: EventTarget | null): Element | null =>
  target instanceof Element ? target.closest('[data-talks]') : null

/** The first finger, or the main button of the mouse. It is kept even if it slides off the button. */
function isMeant({ target, button, isPrimary, pointerId }: PointerEvent): boolean {
  const talk = talkButtonAt(target)
  if (!talk || button !== 0 || isPrimary === false || talk.getAttribute('aria-disabled') === 'true') return false
  talk.setPointerCapture?.(pointerId)
  return true
}
