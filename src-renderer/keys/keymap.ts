// Which key does what now: the defaults with the supervisor's own choices over them. Pure.
import type { Settings } from '#contract/settings.ts'
import { comboProblem, hasModifier } from './combo.ts'
import { type CommandId, commandIds, commands, keyUseOf, worksInDialogs } from './commands.ts'

/** null: the command has no key. */
export type Keymap = Readonly<Record<CommandId, string | null>>

/** The supervisor's choices as settings keep them: command to combo, null for none. Unknown commands are ignored. */
export type KeyChoices = Readonly<Record<string, string | null>>

/** How what must be deliberate is done by key: by holding the key, or by pressing it together with Alt. */
export type SpeakKeys = Settings['speakKeys']

export function keymapOf(choices: KeyChoices, speakKeys: SpeakKeys = 'hold'): Keymap {
  const entries = commandIds.map((id) => [id, comboFor(id, choices[id], speakKeys)])
  return Object.fromEntries(entries) as Keymap
}

// A choice that may not be (any more), such as Space to talk, counts as none made.
function comboFor(id: CommandId, chosen: string | null | undefined, speakKeys: SpeakKeys): string | null {
  if (chosen === null) return null
  const use = keyUseOf(id)
  const combo = chosen === undefined || comboProblem(chosen, use) !== null ? commands[id].key : chosen
  if (combo === null) return null
  return use === 'deliberate' && speakKeys === 'modifier' && !hasModifier(combo) ? `Alt+${combo}` : combo
}

export const defaultKeymap: Keymap = keymapOf({})

/** The commands whose key must be held for a moment now. */
export function heldCommands(keymap: Keymap, monitoring: boolean): readonly CommandId[] {
  return commandIds.filter((id) => {
    const { deliberate } = commands[id]
    const must = deliberate === 'always' || (deliberate === 'whileMonitoring' && monitoring)
    const combo = keymap[id]
    return must && combo !== null && !hasModifier(combo)
  })
}

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
