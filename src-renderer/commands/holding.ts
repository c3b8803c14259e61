// Holds of keys as they run: asks several times a second how the hold stands, and does what it leads to.
import type { Mode } from '#contract/monitor.ts'
import type { CommandId } from '#renderer/keys/commands.ts'
import {
  CHECK_EVERY_MS,
  type HeldAct,
  type Hold,
  type HoldEvent,
  type HoldOutcome,
  nextHold,
  notHeld,
  outcomeOf,
} from './hold.ts'
import { dialogOpen, pressIt } from './where.ts'

type Stop = () => void

/** A command's key, or Enter or Space on a button of that name. */
export type Tapped = { readonly id: CommandId } | { readonly button: string }

export type HoldingParts = {
  /** Does the command, or says why not; answers whether it was done. */
  readonly run: (id: CommandId) => boolean
  readonly refuses: (id: CommandId) => boolean
  /** The key came up too soon. */
  readonly tooShort: (tapped: Tapped) => void
  /** The talk key gives no sign any more that it is still down. */
  readonly stuck: () => void
  readonly choose: (mode: Mode) => void
  readonly now: () => number // epoch ms
  readonly every: (intervalMs: number, run: () => void) => Stop
}

/** The button that Enter or Space is held on. Rows take one another's places: by its name it is known to be the same. */
type Pressed = { readonly button: HTMLElement; readonly name: string }

export type Holding = {
  readonly now: () => Hold
  readonly by: (event: HoldEvent) => void
  /** The key goes down on this button. */
  readonly on: (button: HTMLElement, event: Extract<HoldEvent, { kind: 'keyDown' }>) => void
}

export function createHolding(page: Window, parts: HoldingParts): Holding {
  let hold: Hold = notHeld
  let pressed: Pressed | null = null
  let stopChecking: Stop | null = null

  const by = (event: HoldEvent): void => {
    const before = hold
    const at = parts.now()
    hold = nextHold(before, event, at)
    if (hold === before) return
    keepChecking()
    follow(outcomeOf(before, hold, event, at))
  }

  const keepChecking = (): void => {
    const wanted = hold.kind === 'begun' || hold.kind === 'talking'
    if (wanted) stopChecking ??= parts.every(CHECK_EVERY_MS, () => by({ kind: 'checked', well: isWell() }))
    if (wanted || !stopChecking) return
    stopChecking()
    stopChecking = null
  }

  const isWell = (): boolean => {
    if (!page.document.hasFocus() || page.document.hidden) return false
    return hold.kind !== 'begun' || mayGoOn(hold.act)
  }

  const mayGoOn = (act: HeldAct): boolean => {
    if (act.kind === 'press') return pressed !== null && isAsItWas(pressed)
    return !dialogOpen() && !(act.id === 'holdToTalk' && parts.refuses(act.id))
  }

  const follow = (outcome: HoldOutcome): void => {
    if (!outcome) return
    switch (outcome.kind) {
      case 'choose':
        parts.choose(outcome.mode)
        return
      case 'do':
        if (outcome.act.kind === 'command') parts.run(outcome.act.id)
        else if (pressed) pressIt(pressed.button)
        return
      case 'stuck':
        parts.choose('listen')
        parts.stuck()
        return
      case 'tooShort':
        parts.tooShort(outcome.act.kind === 'command' ? { id: outcome.act.id } : { button: pressed?.name ?? '' })
        return
    }
  }

  return {
    now: () => hold,
    by,
    on: (button, event) => {
      pressed = { button, name: nameOf(button) }
      by(event)
    },
  }
}

/** As a screen reader has it, so without the key that is printed on it. */
export function nameOf(button: HTMLElement): string {
  const label = button.getAttribute('aria-label')
  if (label !== null) return label
  const shown = [...button.childNodes].filter(
    (node) => !(node instanceof Element && node.getAttribute('aria-hidden') === 'true'),
  )
  return shown.map(({ textContent }) => textContent).join('')
}

const isAsItWas = ({ button, name }: Pressed): boolean =>
  button.isConnected && button.hasAttribute('data-deliberate') && nameOf(button) === name
