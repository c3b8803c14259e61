// Keys that are held: a key that must be meant counts only when it is held for a moment and nothing else is typed; the talk
// key then speaks to the agent while it is down, and lets go whenever that is not certain any more. Pure.
import type { CommandId } from '#renderer/keys/commands.ts'

/** What holding the key does. `press`: of the button that has the focus, with Enter or Space. `speaks`: somebody hears then. */
export type HeldAct =
  | { readonly kind: 'command'; readonly id: CommandId }
  | { readonly kind: 'press'; readonly speaks: boolean }

/** In the place of a key: the mouse or a finger holds the button. */
export const BY_POINTER = 'pointer'

/** `key` is the physical key or BY_POINTER, `since` epoch ms. */
export type Hold =
  | { readonly kind: 'up' }
  /** Down, but not for long enough: `checks` were made since. */
  | { readonly kind: 'begun'; readonly key: string; readonly act: HeldAct; readonly checks: number }
  /** `repeatedAt`: the keyboard's last sign that it is still down; null while it has given none. */
  | { readonly kind: 'talking'; readonly key: string; readonly since: number; readonly repeatedAt: number | null }
  /** Its act is done; going on to type takes back what lets somebody hear. */
  | { readonly kind: 'done'; readonly key: string; readonly act: HeldAct; readonly since: number }

export type HoldEvent =
  /** `begins`: what holding this key does, here and now. `writes`: it is a character. */
  | {
      readonly kind: 'keyDown'
      readonly key: string
      readonly repeat: boolean
      readonly begins: HeldAct | null
      readonly writes: boolean
    }
  | { readonly kind: 'keyUp'; readonly key: string }
  /** By mouse or finger on the button that talks while it is held: that is meant at once. */
  | { readonly kind: 'pointerDown' }
  /** Anything after which a key-up may never come or the key may mean something else: blur, hidden, focus, pointer, panic. */
  | { readonly kind: 'letGo' }
  /** `well`: the window has the keyboard, as far as it can be asked, and nothing has come between. */
  | { readonly kind: 'checked'; readonly well: boolean }

type HoldByKey = Exclude<HoldEvent, { kind: 'pointerDown' }>

export const notHeld: Hold = { kind: 'up' }

export const CHECK_EVERY_MS = 50
/** Checks and not ms make a hold: a window that stood still has not seen yet that the key came up meanwhile. */
export const CHECKS_TO_HOLD = 8
/** A key that lies under something must not keep the microphone open for ever. */
export const LONGEST_HOLD_MS = 120_000
/**
 * A key that has repeated and does so no more is up, or its keyboard is gone, whatever key-up is missing. The slowest that a system
 * offers is one in two seconds.
 */
export const REPEAT_GONE_MS = 2_500
/** So soon after a hold another character shows that it was typing. */
export const TAKEN_BACK_MS = 600

/** `at` is epoch ms. */
export function nextHold(hold: Hold, event: HoldEvent, at: number): Hold {
  if (event.kind === 'pointerDown') return { kind: 'talking', key: BY_POINTER, since: at, repeatedAt: null }
  switch (hold.kind) {
    case 'up':
      return pressed(hold, event)
    case 'begun':
      return whileBegun(hold, event, at)
    case 'talking':
      return whileTalking(hold, event, at)
    case 'done':
      return event.kind === 'keyDown' && (event.writes || event.begins) ? pressed(notHeld, event) : hold
  }
}

// A repeat never begins: it belongs to a press that was let go for a reason.
function pressed(hold: Hold, event: HoldByKey): Hold {
  if (event.kind !== 'keyDown' || event.repeat || !event.begins) return hold
  return { kind: 'begun', key: event.key, act: event.begins, checks: 0 }
}

function whileBegun(hold: Extract<Hold, { kind: 'begun' }>, event: HoldByKey, at: number): Hold {
  switch (event.kind) {
    case 'keyDown':
      return event.repeat && event.key === hold.key ? hold : notHeld
    case 'keyUp':
      return event.key === hold.key ? notHeld : hold
    case 'letGo':
      return notHeld
    case 'checked': {
      if (!event.well) return notHeld
      if (hold.checks + 1 < CHECKS_TO_HOLD) return { ...hold, checks: hold.checks + 1 }
      const { key, act } = hold
      return talks(act) ? { kind: 'talking', key, since: at, repeatedAt: null } : { kind: 'done', key, act, since: at }
    }
  }
}

function whileTalking(hold: Extract<Hold, { kind: 'talking' }>, event: HoldByKey, at: number): Hold {
  switch (event.kind) {
    case 'keyDown':
      // The same key again without a repeat: its key-up was missed. Another key: the hand does something else.
      return event.repeat && event.key === hold.key ? { ...hold, repeatedAt: at } : notHeld
    case 'keyUp':
      return event.key === hold.key ? notHeld : hold
    case 'letGo':
      return notHeld
    case 'checked':
      return event.well && !isStuck(hold, at) ? hold : notHeld
  }
}

const isStuck = ({ since, repeatedAt }: Extract<Hold, { kind: 'talking' }>, at: number): boolean =>
  at - since >= LONGEST_HOLD_MS || (repeatedAt !== null && at - repeatedAt > REPEAT_GONE_MS)

/** This key shows that the one held before it was typing. */
function takesBack(hold: Hold, event: HoldEvent, at: number): boolean {
  if (hold.kind !== 'done' || event.kind !== 'keyDown' || event.repeat || event.key === hold.key) return false
  return event.writes && at - hold.since < TAKEN_BACK_MS && speaks(hold.act)
}

const talks = (act: HeldAct): boolean => act.kind === 'command' && act.id === 'holdToTalk'

const speaking: readonly CommandId[] = ['whisperAgent', 'whisperCaller', 'join']
const speaks = (act: HeldAct): boolean => (act.kind === 'press' ? act.speaks : speaking.includes(act.id))

/** What is to be done for this move. */
export type HoldOutcome =
  | { readonly kind: 'choose'; readonly mode: 'whisperAgent' | 'listen' }
  | { readonly kind: 'do'; readonly act: HeldAct }
  /** Nobody knows whether the key is still down: the microphone is closed, and it is said. */
  | { readonly kind: 'stuck' }
  /** The key came up too soon, and nothing else was pressed: whoever did that may not know that it must be held. */
  | { readonly kind: 'tooShort'; readonly act: HeldAct }
  | null

export function outcomeOf(before: Hold, after: Hold, event: HoldEvent, at: number): HoldOutcome {
  if (before === after) return null
  if (after.kind === 'talking') return before.kind === 'talking' ? null : { kind: 'choose', mode: 'whisperAgent' }
  if (before.kind === 'talking' && event.kind === 'checked' && event.well) return { kind: 'stuck' }
  if (before.kind === 'talking' || takesBack(before, event, at)) return { kind: 'choose', mode: 'listen' }
  if (before.kind !== 'begun') return null
  if (after.kind === 'done') return { kind: 'do', act: after.act }
  return event.kind === 'keyUp' ? { kind: 'tooShort', act: before.act } : null
}
