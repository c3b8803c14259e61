// Which key does what now: the defaults with the supervisor's own choices over them. Pure.
import { type CommandId, commandIds, commands } from './commands.ts'

/** null: the command has no key. */
export type Keymap = Readonly<Record<CommandId, string | null>>

/** The supervisor's choices as settings keep them: command to combo, null for none. Unknown commands are ignored. */
export type KeyChoices = Readonly<Record<string, string | null>>

export function keymapOf(choices: KeyChoices): Keymap {
  const entries = commandIds.map((id) => [id, choices[id] === undefined ? commands[id].key : choices[id]])
  return Object.fromEntries(entries) as Keymap
}

export const defaultKeymap: Keymap = keymapOf({})

/** The command of a combo. Where two share one, neither is meant: a key that is ambiguous must do nothing. */
export function commandOf(keymap: Keymap, combo: string): CommandId | null {
  const [first, second] = commandIds.filter((id) => keymap[id] === combo)
  return first && !second ? first : null
}

/** The other commands that have the same key. */
export const conflictsOf = (keymap: Keymap, id: CommandId): readonly CommandId[] =>
  commandIds.filter((other) => other !== id && keymap[id] !== null && keymap[other] === keymap[id])
