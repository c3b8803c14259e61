// Every command there is, once: keys, palette, help, settings and the hints on buttons all read this list.

import type { KeyUse } from './combo.ts'

/** `group` is where help and settings list it. `key` is the combo (combo.ts) it has until the supervisor chooses another. */
type Command = { readonly group: CommandGroup; readonly key: string }

export type CommandGroup = 'speaking' | 'monitoring' | 'console'

export const commands = {
  whisperAgent: { group: 'speaking', key: 'W' },
  whisperCaller: { group: 'speaking', key: 'C' },
  join: { group: 'speaking', key: 'J' },
  holdToTalk: { group: 'speaking', key: 'Space' },
  listenOnly: { group: 'speaking', key: 'Escape' },
  mute: { group: 'speaking', key: 'M' },
  muteAnywhere: { group: 'speaking', key: 'Mod+Shift+M' },
  listen: { group: 'monitoring', key: 'L' },
  nextCall: { group: 'monitoring', key: 'N' },
  previousCall: { group: 'monitoring', key: 'P' },
  follow: { group: 'monitoring', key: 'F' },
  note: { group: 'monitoring', key: 'T' },
  keep: { group: 'monitoring', key: 'K' },
  end: { group: 'monitoring', key: 'E' },
  remedy: { group: 'console', key: 'R' },
  palette: { group: 'console', key: 'Mod+K' },
  nextList: { group: 'console', key: 'G' },
  search: { group: 'console', key: '/' },
  settings: { group: 'console', key: 'Mod+,' },
  help: { group: 'console', key: '?' },
} as const satisfies Record<string, Command>

export type CommandId = keyof typeof commands

export const commandIds = Object.keys(commands) as readonly CommandId[]
export const commandGroups: readonly CommandGroup[] = ['speaking', 'monitoring', 'console']

export const commandsIn = (group: CommandGroup): readonly CommandId[] =>
  commandIds.filter((id) => commands[id].group === group)

export const keyUseOf = (id: CommandId): KeyUse =>
  id === 'holdToTalk' ? 'held' : id === 'muteAnywhere' ? 'whileTyping' : 'pressed'

/** Closing the microphone must work wherever the supervisor happens to be, even in a dialog. */
export const worksInDialogs = (id: CommandId): boolean => id === 'mute' || id === 'muteAnywhere'
