// Listens to the keyboard of the page: finds the command of a key press, and holds and lets go of the talk key.
import type { Mode } from '#contract/monitor.ts'
import type { Clock, Stop } from '#contract/time.ts'
import { typedInVain } from '#renderer/grid/type-ahead.ts'
import { comboOf, isEscape, mayType, physicalKey } from '#renderer/keys/combo.ts'
import { type CommandId, worksInDialogs } from '#renderer/keys/commands.ts'
import { commandOf, type Keymap } from '#renderer/keys/keymap.ts'
import { CHECK_EVERY_MS, chosenBy, type Hold, type HoldEvent, nextHold, notHeld } from './hold.ts'
import { dialogOpen, takesLetters, takesSpace } from './where.ts'

export type KeyParts = {
  readonly keymap: () => Keymap
  readonly run: (id: CommandId) => void
  /** Closes the microphone, before anything else of the page has seen the key. */
  readonly close: () => void
  /** Does so if somebody hears the supervisor, or is about to; answers whether that was so. */
  readonly silence: () => boolean
  /** The key that closed it was meant so: it was no letter of a name that is typed into a list. */
  readonly meantToClose: () => void
  /** Whether holding the talk key may whisper now; when not, asking for it says why. */
  readonly mayHold: () => boolean
  readonly choose: (mode: Mode) => void
  readonly clock: Pick<Clock, 'now' | 'every'>
}

export function listenToKeys(page: Window, parts: KeyParts): Stop {
  let hold: Hold = notHeld
  let stopChecking: Stop = () => {}
  let escapeWasUsed = false // down since it closed the microphone: its repeats do nothing more

  const holdBy = (event: HoldEvent): void => {
    const before = hold
    hold = nextHold(hold, event, parts.clock.now())
    const chosen = chosenBy(before, hold)
    if (chosen === null) return
    stopChecking()
    if (chosen === 'whisperAgent') stopChecking = parts.clock.every(CHECK_EVERY_MS, check)
    parts.choose(chosen)
  }
  const letGo = (): void => holdBy({ kind: 'letGo' })
  const check = (): void => holdBy({ kind: 'checked', focused: page.document.hasFocus() && !page.document.hidden })

  const commandFor = (event: KeyboardEvent): CommandId | null => {
    const combo = event.isComposing && !event.ctrlKey && !event.metaKey ? null : comboOf(event)
    if (combo === null || (mayType(combo) && takesLetters(event.target))) return null
    return commandOf(parts.keymap(), combo)
  }

  // Whatever else Esc means where it is pressed, and whatever its own command's key is: while somebody hears, it ends that first.
  const silencedBy = (event: KeyboardEvent): boolean => {
    if (!isEscape(event)) return false
    if (event.repeat && escapeWasUsed) return true
    const talked = hold.kind === 'down'
    letGo()
    escapeWasUsed = parts.silence() || talked
    return escapeWasUsed
  }

  // Before anything on the page: what closes the microphone must not depend on what else is there.
  const first = (event: KeyboardEvent): void => {
    if (silencedBy(event)) {
      event.preventDefault()
      event.stopImmediatePropagation()
      return
    }
    const id = commandFor(event)
    if (id && worksInDialogs(id)) {
      letGo()
      parts.close()
      if (mayType(comboOf(event) ?? '')) return
      event.preventDefault()
      parts.meantToClose()
    } else if (hold.kind === 'down') {
      holdBy({ kind: 'keyDown', key: physicalKey(event), repeat: event.repeat, begins: false })
      // The key that lets go of the other does nothing else.
      event.preventDefault()
      event.stopImmediatePropagation()
    }
  }

  // After the page: lists and fields have taken what is theirs.
  const last = (event: KeyboardEvent): void => {
    const id = event.defaultPrevented || dialogOpen() ? null : commandFor(event)
    if (!id) return
    const inVain = typedInVain.has(event) && id !== 'listen'
    if (inVain) event.preventDefault()
    else if (worksInDialogs(id)) parts.meantToClose()
    else pressed(id, event)
  }

  const pressed = (id: CommandId, event: KeyboardEvent): void => {
    if (event.code === 'Space' && takesSpace(event.target)) return
    if (id !== 'listenOnly') event.preventDefault() // Escape has other work besides
    if (event.repeat) return
    if (id === 'holdToTalk' && parts.mayHold()) {
      holdBy({ kind: 'keyDown', key: physicalKey(event), repeat: false, begins: true })
    } else parts.run(id)
  }

  const up = (event: KeyboardEvent): void => {
    if (hold.kind === 'down') event.preventDefault()
    holdBy({ kind: 'keyUp', key: physicalKey(event) })
  }
  const focused = ({ target }: FocusEvent): void => {
    if (takesSpace(target)) letGo()
  }
  const hidden = (): void => {
    if (page.document.hidden) letGo()
  }

  page.addEventListener('keydown', first, true)
  page.addEventListener('keydown', last)
  page.addEventListener('keyup', up, true)
  page.addEventListener('focusin', focused, true)
  page.document.addEventListener('visibilitychange', hidden)
  for (const name of letsGo) page.addEventListener(name, letGo, true)
  return () => {
    letGo()
    stopChecking()
    page.removeEventListener('keydown', first, true)
    page.removeEventListener('keydown', last)
    page.removeEventListener('keyup', up, true)
    page.removeEventListener('focusin', focused, true)
    page.document.removeEventListener('visibilitychange', hidden)
    for (const name of letsGo) page.removeEventListener(name, letGo, true)
  }
}

// After any of these a key-up may never reach the page, or the hand is at something else.
const letsGo = ['blur', 'pagehide', 'pointerdown', 'contextmenu', 'dragstart', 'compositionstart'] as const
