// A command's key as it is printed on a button, in a tooltip, in the palette; and as the button tells it to a screen reader.
import { words } from '#renderer/words/words.ts'
import { ariaKeys, keyCaps } from './combo.ts'
import type { CommandId } from './commands.ts'
import { onMac, useKeyOf } from './keymap-store.ts'
import './keys.css'

/** Nothing for a command without a key. Hidden from screen readers, which learn the key from the button itself. */
export function KeyHint({ command }: { readonly command: CommandId }) {
  const combo = useKeyOf(command)
  return combo === null ? null : <KeyCaps combo={combo} />
}

export function KeyCaps({ combo }: { readonly combo: string }) {
  return (
    <kbd className="key-hint" aria-hidden>
      {keyCaps(combo, onMac(), words.keys.names).map((cap) => (
        <kbd key={cap}>{cap}</kbd>
      ))}
    </kbd>
  )
}

/** For aria-keyshortcuts. */
export function useAriaKeys(command: CommandId | undefined): string | undefined {
  const combo = useKeyOf(command ?? 'help')
  return command === undefined || combo === null ? undefined : ariaKeys(combo, onMac())
}

/** The command's key in words, for a sentence that is read out; null: it has none. */
export function useSpokenKey(command: CommandId): string | null {
  const combo = useKeyOf(command)
  return combo === null ? null : spokenKeys(combo)
}

export const spokenKeys = (combo: string): string => keyCaps(combo, onMac(), words.keys.names).join(' + ')
