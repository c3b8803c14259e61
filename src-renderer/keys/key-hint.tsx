// A command's key as it is printed on a button, in a tooltip, in the palette; and as the button tells it to a screen reader.
import { useWords, type Words } from '#renderer/words/words.ts'
import { ariaKeys, keyCaps } from './combo.ts'
import type { CommandId } from './commands.ts'
import { onMac, useIsHeld, useKeyOf } from './keymap-store.ts'
import './keys.css'

/** Nothing for a command without a key. Hidden from screen readers, which learn the key from the button itself. */
export function KeyHint({ command }: { readonly command: CommandId }) {
  const combo = useKeyOf(command)
  const held = useIsHeld(command)
  return combo === null ? null : <KeyCaps combo={combo} held={held} />
}

/** `held`: the key must be held, and says so. */
export function KeyCaps({ combo, held }: { readonly combo: string; readonly held: boolean }) {
  const words = useWords()
  const [before, after] = held ? words.keys.held(CAP).split(CAP) : []
  return (
    <kbd className="key-hint" aria-hidden>
      {before && <span className="key-word">{before}</span>}
      {keyCaps(combo, onMac(), words.keys.names).map((cap) => (
        <kbd key={cap}>{cap}</kbd>
      ))}
      {after && <span className="key-word">{after}</span>}
    </kbd>
  )
}

/** Stands for the key in the words around it. */
const CAP = '\u0000'

/** For aria-keyshortcuts. */
export function useAriaKeys(command: CommandId | undefined): string | undefined {
  const combo = useKeyOf(command ?? 'help')
  return command === undefined || combo === null ? undefined : ariaKeys(combo, onMac())
}

/** The command's key in words, for a sentence that is read out; null: it has none. */
export function useSpokenKey(command: CommandId): string | null {
  const words = useWords()
  const combo = useKeyOf(command)
  const held = useIsHeld(command)
  return combo === null ? null : spokenKeys(words, combo, held)
}

export function spokenKeys(words: Words, combo: string, held = false): string {
  const keys = keyCaps(combo, onMac(), words.keys.names).join(' + ')
  return held ? words.keys.heldKey(keys) : keys
}
