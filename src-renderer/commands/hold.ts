// Hold-to-talk: speaks to the agent while one key is down, and lets go whenever that is not certain any more. Pure.
// Opening and closing themselves are the monitor's business: this only says which mode is to be chosen.

export type Hold = { readonly kind: 'up' } | { readonly kind: 'down'; readonly key: string; readonly since: number } // the physical key; epoch ms

export type HoldEvent =
  /** `begins`: it is the talk key, alone, at a moment when holding it may whisper. */
  | { readonly kind: 'keyDown'; readonly key: string; readonly repeat: boolean; readonly begins: boolean }
  | { readonly kind: 'keyUp'; readonly key: string }
  /** Anything after which a key-up may never come or the key may mean something else: blur, hidden, focus, pointer, panic. */
  | { readonly kind: 'letGo' }
  /** `focused`: the window has the keyboard, as far as it can be asked. */
  | { readonly kind: 'checked'; readonly focused: boolean }

export const notHeld: Hold = { kind: 'up' }

/** A key that lies under something must not keep the microphone open for ever. */
export const LONGEST_HOLD_MS = 120_000
export const CHECK_EVERY_MS = 200

/** `at` is epoch ms. */
export function nextHold(hold: Hold, event: HoldEvent, at: number): Hold {
  if (hold.kind === 'up') return pressed(hold, event, at)
  switch (event.kind) {
    case 'keyDown':
      // The same key again without a repeat: its key-up was missed. Another key: the hand does something else.
      return event.repeat && event.key === hold.key ? hold : notHeld
    case 'keyUp':
      return event.key === hold.key ? notHeld : hold
    case 'letGo':
      return notHeld
    case 'checked':
      return event.focused && at - hold.since < LONGEST_HOLD_MS ? hold : notHeld
  }
}

// A repeat never begins: it belongs to a press that was let go for a reason.
function pressed(hold: Hold, event: HoldEvent, at: number): Hold {
  if (event.kind !== 'keyDown' || event.repeat || !event.begins) return hold
  return { kind: 'down', key: event.key, since: at }
}

/** The mode to be chosen for this move; null: none. */
export function chosenBy(before: Hold, after: Hold): 'whisperAgent' | 'listen' | null {
  if (before.kind === after.kind) return null
  return after.kind === 'down' ? 'whisperAgent' : 'listen'
}
