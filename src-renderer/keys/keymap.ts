// Which key does what now: the defaults with the supervisor's own choices over them. Pure.
import { type CommandId, commandIds, commands, worksInDialogs } from './commands.ts'

/** null: the command has no key. */
export type Keymap = Readonly<Record<CommandId, string | null>>

/** The supervisor's choices as settings keep them: command to combo, null for none. Unknown commands are ignored. */
export type KeyChoices = Readonly<Record<string, string | null>>

export function keymapOf(choices: KeyChoices): Keymap {
  const entries = commandIds.map((id) => [id, choices[id] === undefined ? commands[id].key : choices[id]])
  return Object.fromEntries(entries) as Keymap
}

export const defaultKeymap: Keymap = keymapOf({})

/**
 * The command of a combo. Where two share one, neither is meant: a key that is ambiguous must do nothing. Only closing the
 * microphone is meant all the same: who presses its key in a hurry must not find it dead.
 */
export function commandOf(keymap: Keymap, combo: string): CommandId | null {
  const [first, ...others] = commandIds.filter((id) => keymap[id] === combo)
  if (!first) return null
  return others.length === 0 ? first : ([first, ...others].find(worksInDialogs) ?? null)
}

/** The other commands that have the same key. */
export const conflictsOf = (keymap: Keymap, id: CommandId): readonly CommandId[] =>
  commandIds.filter((other) => other !== id && keymap[id] !== null && keymap[other] === keymap[id])
