// Listens to the keyboard of the page: finds the command of a key press, has those held that must be meant, and tells typing
// from commands.
import { typedInVain } from '#renderer/grid/type-ahead.ts'
import { cameByItself } from '#renderer/grid/use-active-row.ts'
import { comboOf, isEscape, mayType, ONE_PRESS_MS, physicalKey, writes } from '#renderer/keys/combo.ts'
import { type CommandId, commands, isOfRow, worksInDialogs } from '#renderer/keys/commands.ts'
import { commandOf, type Keymap, type SpeakKeys } from '#renderer/keys/keymap.ts'
import { createHolding, type Holding, type HoldingParts, nameOf } from './holding.ts'
import { type OnePress, onePress } from './one-press.ts'
import { talkByPointer } from './talk-by-pointer.ts'
import { endsWord, goesOnWith, type Typed } from './typed.ts'
import { deliberateAt, dialogOpen, pressIt, takesLetters, takesSpace } from './where.ts'

type Stop = () => void

export type KeyParts = HoldingParts & {
  readonly keymap: () => Keymap
  readonly speakKeys: () => SpeakKeys
  /** Whether the command's key must be held for a moment now. */
  readonly mustBeHeld: (id: CommandId) => boolean
  /** Closes the microphone, before anything else of the page has seen the key. */
  readonly close: () => void
  /** Does so if somebody hears the supervisor, or is about to; answers whether that was so. */
  readonly silence: () => boolean
  /** The key that closed it was meant so: it was no letter of a name that is typed into a list. Answers whether it was open. */
  readonly meantToClose: () => boolean
  /** The window may not be loaded anew by one key now, and says so. */
  readonly keepsWindow: () => boolean
}

export function listenToKeys(page: Window, parts: KeyParts): Stop {
  const presses = onePress(page, parts.now)
  const spent = createSpent()
  const run = (id: CommandId): boolean => {
    const done = parts.run(id)
    if (done && id !== 'listenOnly') spent.now()
    if (done && acts(id)) presses.acted()
    return done
  }
  const running: KeyParts = { ...parts, run }
  const holding = createHolding(page, running)
  const typing = createTyping(parts.now)
  const first = firstListener(running, holding, typing, { presses, spent })
  const last = lastListener(running, holding, typing)
  const letGo = (): void => holding.by({ kind: 'letGo' })

  const up = (event: KeyboardEvent): void => {
    const hold = holding.now()
    if (hold.kind === 'talking' || (hold.kind !== 'up' && hold.key === physicalKey(event))) event.preventDefault()
    holding.by({ kind: 'keyUp', key: physicalKey(event) })
  }
  const pointed = (): void => {
    letGo()
    typing.over()
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
  page.addEventListener('pointerdown', pointed, true)
  for (const name of letsGo) page.addEventListener(name, letGo, true)
  const stopTalking = talkByPointer(page, { hold: holding.now, by: holding.by, refuses: parts.refuses, run })
  return () => {
    letGo()
    presses.stop()
    stopTalking()
    page.removeEventListener('keydown', first, true)
    page.removeEventListener('keydown', last)
    page.removeEventListener('keyup', up, true)
    page.removeEventListener('focusin', focused, true)
    page.document.removeEventListener('visibilitychange', hidden)
    page.removeEventListener('pointerdown', pointed, true)
    for (const name of letsGo) page.removeEventListener(name, letGo, true)
  }
}

// After any of these a key-up may never reach the page, or the hand is at something else.
const letsGo = ['blur', 'pagehide', 'dragstart', 'compositionstart'] as const
type Typing = {
  /** To be told of every key press, before anything is done with it. */
  readonly saw: (event: KeyboardEvent) => void
  /** What it saw last was a letter of a text. */
  readonly wasText: () => void
  /** The key press it saw last goes on with a text. */
  readonly goesOn: (event: KeyboardEvent) => boolean
  /** The hand was elsewhere meanwhile. */
  readonly over: () => void
}

type Spent = {
  /** To be told of every key press; answers whether the key has done its work and only stays down. */
  readonly saw: (event: KeyboardEvent) => boolean
  /** The key it saw last has done its command. */
  readonly now: () => void
}

/** A key that stays down after its command writes nothing into the field which that has opened, and chooses nothing there. */
function createSpent(): Spent {
  let key: string | null = null
  let isSpent = false
  return {
    saw: (event) => {
      const pressed = physicalKey(event)
      if (event.repeat) return isSpent && pressed === key
      key = pressed
      isSpent = false
      return false
    },
    now: () => {
      isSpent = true
    },
  }
}

type Guards = { readonly presses: OnePress; readonly spent: Spent }

function createTyping(now: () => number): Typing {
  let before: Typed | null = null
  let typed: Typed | null = null
  return {
    saw: (event) => {
      before = typed
      if (writes(event)) typed = { key: physicalKey(event), at: now(), inText: takesLetters(event.target) }
      else if (endsWord(event)) typed = null
    },
    wasText: () => {
      if (typed) typed = { ...typed, inText: true }
    },
    goesOn: (event) => goesOnWith(before, physicalKey(event), now()),
    over: () => {
      typed = null
    },
  }
}

function swallow(event: KeyboardEvent): void {
  event.preventDefault()
  event.stopImmediatePropagation()
}

function commandFor(parts: KeyParts, event: KeyboardEvent): CommandId | null {
  const combo = event.isComposing && !event.ctrlKey && !event.metaKey ? null : comboOf(event)
  if (combo === null || (mayType(combo) && takesLetters(event.target))) return null
  return commandOf(parts.keymap(), combo)
}

/** It starts, ends or changes hearing or speaking. */
const acts = (id: CommandId): boolean => commands[id].deliberate !== 'never'

/** The hand could not know yet that the focus is on another row. */
function hasJustCome({ target, timeStamp }: KeyboardEvent): boolean {
  const at = target instanceof Element ? cameByItself.get(target) : undefined
  // A busy page comes late to what the hand did.
  return at !== undefined && Math.min(timeStamp, performance.now()) - at < ONE_PRESS_MS
}

const asKeyDown = (event: KeyboardEvent) => ({
  kind: 'keyDown' as const,
  key: physicalKey(event),
  repeat: event.repeat,
  begins: null,
  writes: writes(event),
})

/** Before anything on the page: what closes the microphone must not depend on what else is there. */
function firstListener(parts: KeyParts, holding: Holding, typing: Typing, { presses, spent }: Guards) {
  let escapeWasUsed = false // down since it closed the microphone: its repeats do nothing more

  // Whatever else Esc means where it is pressed, and whatever its own command's key is: while somebody hears, it ends that first.
  const silencedBy = (event: KeyboardEvent): boolean => {
    if (!isEscape(event)) return false
    if (event.repeat && escapeWasUsed) return true
    const talked = holding.now().kind === 'talking'
    holding.by({ kind: 'letGo' })
    escapeWasUsed = parts.silence() || talked
    return escapeWasUsed
  }

  /** Whether nothing else may see the key. */
  const takes = (event: KeyboardEvent): boolean => {
    if (silencedBy(event)) return true
    if (spent.saw(event)) return true
    const id = commandFor(parts, event)
    if (id && worksInDialogs(id)) {
      closedBy(event, parts, holding)
      return false
    }
    const isLate = (event.key === 'Enter' || (id !== null && isOfRow(id))) && hasJustCome(event)
    if (isLate || presses.isSecond(event, id !== null && acts(id))) {
      typing.wasText()
      return true
    }
    if (isReload(event) && parts.keepsWindow()) return true
    // The key that lets go of the talk key does nothing else.
    const talking = holding.now().kind === 'talking'
    if (!talking && pressedBy(event, parts, holding, typing)) return true
    holding.by(asKeyDown(event))
    return talking
  }

  return (event: KeyboardEvent): void => {
    typing.saw(event)
    presses.saw(event)
    if (takes(event)) swallow(event)
  }
}

// Ctrl+R is meant; F5 lies among the keys that a hand slips to.
const isReload = ({ key, ctrlKey, metaKey }: KeyboardEvent): boolean => key === 'F5' && !ctrlKey && !metaKey

function closedBy(event: KeyboardEvent, parts: KeyParts, holding: Holding): void {
  holding.by({ kind: 'letGo' })
  parts.close()
  if (mayType(comboOf(event) ?? '')) return
  event.preventDefault()
  parts.meantToClose()
}

/** Enter or Space on a button that must be meant, or in the middle of a text: answers whether the page is not to see it. */
function pressedBy(event: KeyboardEvent, parts: KeyParts, holding: Holding, typing: Typing): boolean {
  if (event.key !== 'Enter' && event.key !== ' ') return false
  const { button, pressable } = deliberateAt(event.target, event.key)
  const inText = typing.goesOn(event)
  if (inText) typing.wasText()
  if (!button) return pressable && inText
  if (event.repeat || inText) return true
  if (button.hasAttribute('data-talks')) {
    if (parts.refuses('holdToTalk')) parts.run('holdToTalk')
    else holding.by({ ...asKeyDown(event), begins: { kind: 'command', id: 'holdToTalk' } })
    return true
  }
  if (event.ctrlKey || event.metaKey || event.altKey) pressIt(button)
  else if (parts.speakKeys() === 'modifier') parts.tooShort({ button: nameOf(button) })
  else {
    const speaks = button.dataset.deliberate === 'speaks'
    holding.on(button, { ...asKeyDown(event), begins: { kind: 'press', speaks } })
  }
  return true
}

const presses = ({ key, target }: KeyboardEvent): boolean => key === ' ' && takesSpace(target) && !takesLetters(target)

/** After the page: lists and fields have taken what is theirs. */
function lastListener(parts: KeyParts, holding: Holding, typing: Typing) {
  const pressed = (id: CommandId, event: KeyboardEvent): void => {
    if (event.code === 'Space' && takesSpace(event.target)) return
    if (id !== 'listenOnly') event.preventDefault() // Escape has other work besides
    if (event.repeat) return
    if (parts.mustBeHeld(id)) begin(id, event)
    else if (isText(id, event) || !parts.run(id)) typing.wasText()
  }

  // With Alt a Mac writes letters of other languages.
  const isText = (id: CommandId, event: KeyboardEvent): boolean => {
    const mayWrite = writes(event) || (event.altKey && !event.ctrlKey && commands[id].deliberate !== 'never')
    return mayWrite && typing.goesOn(event)
  }

  const begin = (id: CommandId, event: KeyboardEvent): void => {
    typing.wasText() // as long as it is not held
    // What mends a refusal follows it at once, and lets nobody hear.
    if (id !== 'remedy' && typing.goesOn(event)) return
    if (parts.refuses(id)) parts.run(id)
    else holding.by({ ...asKeyDown(event), begins: { kind: 'command', id } })
  }

  return (event: KeyboardEvent): void => {
    if (event.defaultPrevented) return
    const id = dialogOpen() ? null : commandFor(parts, event)
    const inVain = id !== 'listen' && typedInVain.has(event)
    if (inVain || (!id && !presses(event))) typing.wasText()
    if (inVain) event.preventDefault()
    else if (id && worksInDialogs(id)) {
      if (!parts.meantToClose()) typing.wasText()
    } else if (id) pressed(id, event)
  }
}
